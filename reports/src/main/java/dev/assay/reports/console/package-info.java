/**
 * How the application meets whoever called it: what a terminal shows of work that goes on, and how
 * a command ends.
 *
 * <p><b>Where a change goes.</b> An end with a message: a {@link Failure}, one line with the
 * remedy. What it ends with: {@link ExitCode}.
 */
@NullMarked
package dev.assay.reports.console;

import org.jspecify.annotations.NullMarked;

/** The application: commands, what they have in common, and how they end. */
@NullMarked
package dev.assay.reports.cli;

import org.jspecify.annotations.NullMarked;

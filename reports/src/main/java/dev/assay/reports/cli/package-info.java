/**
 * The command line: what commands there are, what they take, and what each sets going.
 *
 * <p>In comes a command line, taken apart by picocli. Out go text in a terminal, files, and an
 * {@link dev.assay.reports.console.ExitCode}. The work is done elsewhere, and knows nothing of
 * options. {@code ARCHITECTURE.md}, at the top of the repository, follows one problem from here
 * through all other packages and back, class by class, and explains words that mean something of
 * their own in this code.
 *
 * <ul>
 *   <li>A class named {@code …Command} is a command: its options, its help, and a call of what does
 *       the work. {@link Assay} lists them. What several share is in a class named {@code
 *       …Options}, which checks what was typed and gives a plan.
 *   <li>{@code run}, {@code verify} and {@code bench} are a {@link dev.assay.reports.job.Job}.
 *   <li>{@code classify}, {@code features} and {@code train} have their work in {@code images}.
 *   <li>{@code compare}, {@code history}, {@code recommend}, {@code calibrate}, {@code merge} and
 *       {@code report} are about runs that are there ({@code calibrate} has jobs make some if it is
 *       given none): they hand them to {@code compare}, {@code history}, {@code recommend} or
 *       {@code record}, and what comes out to {@code render}.
 * </ul>
 *
 * <p><b>Where a change goes.</b> A new command: a class, and its name in {@link Assay}. Another
 * option: the class whose name says what it is about, and the plan that this gives.
 */
@NullMarked
package dev.assay.reports.cli;

import org.jspecify.annotations.NullMarked;

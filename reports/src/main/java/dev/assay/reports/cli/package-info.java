/**
 * The application: commands, what they have in common, and how they end.
 *
 * <p>In comes a command line, taken apart by picocli. Out go a run's folder or other files, text in
 * a terminal, and an {@link ExitCode}. {@code ARCHITECTURE.md}, at the top of the repository,
 * follows one problem from here through all other packages and back, class by class, and explains
 * words that mean something of their own in this code. With it, <b>start reading</b> at {@link
 * Job}.
 *
 * <ul>
 *   <li>A class named {@code …Command} is a command: its options, its help, and a call of what does
 *       the work. {@link Assay} lists them. What several share is in a class named {@code
 *       …Options}, which checks what was typed and gives a plan.
 *   <li>{@link Job} is what {@code run}, {@code verify} and {@code bench} do, {@link RunSession}
 *       its folder from beginning to end. Each {@link Part} of the work enters what it finds into
 *       the session: {@link Proofs} with {@link NetworkCheck}, {@link RandomProblems} with {@link
 *       ThreadCheck} and {@link Verification}, {@link RoofTimings}, {@link LayerTimings}, {@link
 *       NetworkTimings} with {@link Rounds}. {@link RecordedBackends} starts backends, with what a
 *       {@link Resolution} has found.
 *   <li>{@code replay}, {@code classify}, {@code features}, {@code train} and {@code backends} keep
 *       no record; {@link UnrecordedBackends} starts theirs. The work of three is in {@link
 *       Classification} with {@link ClassificationReport}, {@link Features}, and {@link Training}
 *       with {@link TrainingTrial} and {@link TrainingLog}.
 *   <li>{@code compare}, {@code history}, {@code recommend}, {@code calibrate}, {@code merge} and
 *       {@code report} are about runs that are there ({@code calibrate} has {@link Job} make some
 *       if it is given none): they hand them to {@code compare}, {@code history}, {@code recommend}
 *       or {@code record}, and what comes out to {@code render}.
 * </ul>
 *
 * <p><b>Where a change goes.</b> A new command: a class, and its name in {@link Assay}. Something
 * more to find out in a run: a {@link Part}, named in {@link Job}, and its part of the record. An
 * end with a message: a {@link Failure}, one line with the remedy.
 */
@NullMarked
package dev.assay.reports.cli;

import org.jspecify.annotations.NullMarked;

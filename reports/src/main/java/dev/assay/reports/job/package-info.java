/**
 * What {@code run}, {@code verify} and {@code bench} do: backends are started, verified and timed,
 * and what is found is entered into the run's record. <b>Start reading</b> at {@link Job}.
 *
 * <ul>
 *   <li>Classes named {@code …Plan} say what was asked for, {@link BackendPlan} of whom.
 *   <li>{@link RunSession} is a run's folder from beginning to end. Each {@link Part} of the work
 *       enters what it finds into the session: {@link Proofs} with {@link NetworkCheck}, {@link
 *       RandomProblems} with {@link ThreadCheck} and {@link Verification}, {@link RoofTimings},
 *       {@link LayerTimings}, {@link NetworkTimings} with {@link Rounds}.
 *   <li>{@link RecordedBackends} starts backends, with what a {@link Resolution} has found.
 *       Commands that keep no record, such as {@code replay}, have {@link UnrecordedBackends} start
 *       theirs.
 *   <li>What other commands need as well is here too: {@link Runs} that are there, the {@link
 *       MachineMemory} that problems take, and {@link Home}, where the application keeps its own.
 * </ul>
 *
 * <p><b>Where a change goes.</b> Something more to find out in a run: a {@link Part}, named in
 * {@link Job}, and its part of the record.
 */
@NullMarked
package dev.assay.reports.job;

import org.jspecify.annotations.NullMarked;

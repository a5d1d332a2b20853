/**
 * The error contract: a backend refuses what is invalid, cleanly. Invalid problems are handed to it
 * past the checks of {@code reference}, and what it does is recorded.
 *
 * <p>In comes an {@link InvalidProblem}, out goes a verdict: {@link ErrorContract#verify} asks for
 * the problem, and for a valid one after it.
 *
 * <p><b>Where a change goes.</b> Another invalid problem: a line of {@code invalid-problems.txt}.
 * What counts as refused: {@link ErrorContract}; whether it was the backend that refused, and not
 * its adapter: {@code ProblemRunner} in the worker.
 */
@NullMarked
package dev.assay.verify.contract;

import org.jspecify.annotations.NullMarked;

/**
 * Problems: an operation, a direction and the numbers to compute it with, as text and as inputs.
 *
 * <p>In comes a problem's line ({@link Problem#parse}), or an operation with a direction, a {@link
 * Fill} and a seed. Out go the inputs, the same on every machine; what is to be computed of them,
 * and how much work that is; and the line again, by which runs, reports and commands name the
 * problem.
 *
 * <p><b>Start reading</b> at {@link Problem}, then {@link Fill}.
 *
 * <p><b>Where a change goes.</b> Inputs of another kind: a constant of {@link Fill}, with the bound
 * that holds for it; {@code ProblemGenerators} in {@code property-tests} says how often it is
 * drawn. If numbers are drawn in another order, every seed stands for other inputs than before.
 * What the parameters of an operation look like in a line: {@link
 * dev.assay.reference.op.OperationText}.
 */
@NullMarked
package dev.assay.reference.problem;

import org.jspecify.annotations.NullMarked;

/**
 * The oracle: what a problem must give, and the judgement on what a backend gave.
 *
 * <p>In comes a problem, with its inputs and the precision of products that the backend declares;
 * then the elements of the backend's results, all of them or a {@link Sample}. Out goes a {@link
 * Comparison}: the element that used most of its bound, and how large all errors are. It knows no
 * outcomes: what a wrong element makes of the problem is for whoever verifies to say.
 *
 * <p><b>Start reading</b> at {@link Oracle#compare}. The numbers themselves are not made here but
 * by the formulas of the problem's operation ({@link dev.assay.reference.op.Formula}), element by
 * element, or by rows where a whole result is asked for.
 *
 * <p><b>Where a change goes.</b> Which bound holds for which fill: {@link Oracle#bound}, by a rule
 * of {@link dev.assay.reference.numeric.ErrorBound}. What a NaN, an infinity or two equal numbers
 * make of an element: {@link Comparison}. From which size on a problem is sampled, and how: {@link
 * Sample}. What is kept of networks, which take the oracle long: {@link Expectation}.
 */
@NullMarked
package dev.assay.reference.oracle;

import org.jspecify.annotations.NullMarked;

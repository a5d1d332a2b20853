/**
 * Error gauges and the bounds derived from them.
 *
 * <p>An operation's formula adds the terms of one element to a {@link Gauge}. {@link ErrorBound}
 * says by it how far a backend may be off, {@link ErrorDistribution} how far many elements were.
 *
 * <p><b>Four names for how precisely something was computed.</b>
 *
 * <ul>
 *   <li>{@link ProductPrecision} is what a backend <i>declares</i>: to what it rounds the factors
 *       of products before it multiplies them. It widens the bound of convolutions, matrix products
 *       and networks, and nothing else.
 *   <li>{@link PrecisionClass} is what its errors <i>tell</i>, whatever it declares. It has no say
 *       in what is right, which is a matter of bounds; it tells whether a backend got coarser, and
 *       who may be recommended. Classes are coarser than declarations, because errors do not tell
 *       TF32 from float16, and finer, because they do tell Winograd's algorithm from plain float32.
 *       {@link ProductPrecision#arithmetic} is the class that a declaration shows as.
 *   <li>{@code Precision}, in the records of {@code reports}, is such a class as a run keeps it, by
 *       its name, with the errors that it was told by.
 *   <li>{@code Arithmetic}, beside it, is that in short, the name and the median error: what
 *       comparisons and histories hold against one another.
 * </ul>
 *
 * <p><b>Where a change goes.</b> What is counted of an element: {@link Gauge}, and {@link GaugeRow}
 * for rows of them. How far off may be right: {@link ErrorBound}, which derives it from what was
 * counted and is never tuned. Another precision of products that backends may declare: {@link
 * ProductPrecision}. Where one class of errors ends and the next begins: {@link PrecisionClass}.
 */
@NullMarked
package dev.assay.reference.numeric;

import org.jspecify.annotations.NullMarked;

/**
 * Tensors, shapes and data types of the oracle.
 *
 * <p>A {@link Tensor} holds doubles in row-major order, in which every number of a {@link DataType}
 * is exact; a {@link Shape} says where its elements lie.
 *
 * <p><b>Where a change goes.</b> Another type that backends compute in: a constant of {@link
 * DataType}, as long as the oracle's doubles are much more precise.
 */
@NullMarked
package dev.assay.reference.tensor;

import org.jspecify.annotations.NullMarked;

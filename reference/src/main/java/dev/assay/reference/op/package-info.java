/**
 * The operations: each record is the whole truth about one operation.
 *
 * <p>In come parameters, from code or as text ({@link OperationText}); those that make no sense are
 * refused, unless made {@link Unchecked}. Out go operands, shapes, {@linkplain Cost work}, and for
 * every result a {@link Formula}: each element on its own, in double precision, with a gauge of how
 * far an honest backend may be off.
 *
 * <p><b>Start reading</b> at {@link Operation}; then {@link Relu}, the shortest of them, {@link
 * Linear}, which has sums and gradients, and {@link Conv2d}.
 *
 * <p><b>What is here.</b> The package is large because {@link Operation} is sealed, which, without
 * Java's modules, keeps all of its records in one package. They come in kinds, most of which share
 * an interface: {@link Contraction} (convolutions and matrix products), {@link MaxPool} and {@link
 * AveragePool}, {@link Elementwise} (activations), {@link Normalization}, softmaxes and losses,
 * {@link ForwardOnly} (among them the steps of optimisers), what only moves numbers. Sequences are
 * images of height 1 ({@link OneDimensional}). {@link Composite} operations are networks in use or
 * in training: an {@link Architecture} is put together by a {@link NetworkBuilder}, and a {@link
 * NetworkPass} finds its results and their bounds.
 *
 * <p><b>Where a change goes.</b> A new operation: its record, the {@code permits} of {@link
 * Operation} or of its kind; this module's tests, which fail until it is in {@code
 * RandomOperations}, in {@code FloatBackend} (its second implementation), in {@code WorkTest},
 * {@code GaugeTest} and {@code SPECIAL-VALUES.md}; a generator in {@code property-tests}; then the
 * backends and the README's table ({@code ARCHITECTURE.md} has it step by step). Its name in texts
 * follows from the record's. A bound that is too narrow or too wide: the formula, which tells its
 * gauge what is rounded; never a tolerance anywhere else. A slow oracle: {@link Formula#byRows};
 * the formula by elements stays as it is, for readers to check and tests to compare with. A new
 * type of parameter: its parser in {@link OperationText}.
 */
@NullMarked
package dev.assay.reference.op;

import org.jspecify.annotations.NullMarked;

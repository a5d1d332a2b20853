/**
 * Random problems over the whole parameter space of every operation, and the way back from a
 * failing one to the smallest that still fails.
 *
 * <p>Every generator is valid by construction: it draws independent small numbers and derives what
 * depends on them (an image is as large as its kernel needs, plus something), so that nothing has
 * to be thrown away, and so that each number shrinks on its own down to a 1×1 kernel on one channel
 * of one image. Random networks ({@link NetworkGenerators}) are made of such operations; a layer
 * that does not fit on what is below is left out.
 *
 * <p>In come the name of an operation, a seed and a {@link Shard}. Out of a {@link ProblemSource}
 * come problems without end, each with the way to simpler ones, which a {@link Shrinker} goes as
 * long as they still fail; {@link Coverage} tells which part of the parameter space they reached.
 *
 * <p><b>Start reading</b> at {@link ProblemSource#next}, then {@link OperationGenerators}.
 *
 * <p><b>Where a change goes.</b> The generator of a new operation: {@link OperationGenerators}, or
 * beside it where its kind has a class of its own ({@link ConvolutionGenerators}, {@link
 * PoolingGenerators}, {@link VolumeGenerators}, {@link UpdateGenerators}); what networks may use,
 * {@link NetworkGenerators} too. How often there are which directions and fills: {@link
 * ProblemGenerators} and {@link Family}. What makes two values of a parameter the same kind, for
 * what is drawn and for what is reached: {@link Features}. How a problem is simplified by its text:
 * {@link TextShrinkable}. All of these but the last change what a seed stands for.
 */
@NullMarked
package dev.assay.verify.generate;

import org.jspecify.annotations.NullMarked;

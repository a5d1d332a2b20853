/**
 * DJL's blocks and losses as a training loop uses them: parameters in a {@code ParameterStore}, a
 * forward pass recorded by a {@code GradientCollector}, and its backward pass. A forward pass alone
 * is one as in inference, which records nothing, unless the operation is there in training alone.
 */
@NullMarked
package dev.assay.adapters.djl.blocks;

import org.jspecify.annotations.NullMarked;

/**
 * The networks of the lecture: a class each. Their tables of layers, parameters and work are those
 * of {@link dev.assay.reference.op.Network}.
 *
 * <p>They are as they were published, but for what draws random numbers in training (dropout) and
 * what few libraries still have (normalisation across channels or places between layers), which are
 * left out; {@link dev.assay.reference.op.Architecture#source} says of which. Dropout and local
 * response normalisation are operations, checked as such.
 */
@NullMarked
package dev.assay.reference.network;

import org.jspecify.annotations.NullMarked;

/**
 * The networks of the lecture, as they were published: a class each. Their tables of layers,
 * parameters and work are those of {@link dev.assay.reference.op.Network}.
 *
 * <p>What draws random numbers in training (dropout) and what few libraries still have (local
 * response normalisation) is left out of them; both are operations, checked as such.
 */
@NullMarked
package dev.assay.reference.network;

import org.jspecify.annotations.NullMarked;

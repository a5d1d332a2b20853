/**
 * Deeplearning4j's layers and loss functions, the way its networks call them: {@code activate},
 * {@code backpropGradient}, {@code computeScore} and {@code computeGradient}.
 *
 * <p>Parameters are set once. The results of a run are new arrays, as in a network without a cache;
 * what layers need meanwhile comes from a workspace, which every run uses anew.
 */
@NullMarked
package dev.assay.adapters.dl4j.layers;

import org.jspecify.annotations.NullMarked;

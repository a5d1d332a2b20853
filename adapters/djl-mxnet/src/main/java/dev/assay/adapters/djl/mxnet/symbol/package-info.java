/**
 * Apache MXNet's graphs: a network, or a layer alone, is written as a symbol, which MXNet compiles
 * once and then runs as a whole, in memory laid out beforehand. Gluon calls that hybridised.
 *
 * <p>A network in use is optimised first, as by {@code optimize_for("MKLDNN")}: a convolution and
 * what follows it, be it a batch normalisation, an addition or a ReLU, become one operation.
 */
@NullMarked
package dev.assay.adapters.djl.mxnet.symbol;

import org.jspecify.annotations.NullMarked;

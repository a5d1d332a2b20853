/**
 * Apache MXNet's graphs: a network, or a layer alone, is written as a symbol, which MXNet compiles
 * once and then runs as a whole, in memory laid out beforehand. Gluon calls that hybridised.
 */
@NullMarked
package dev.assay.adapters.djl.mxnet.symbol;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.adapters.djl.mxnet.symbol;

import org.jspecify.annotations.NullMarked;

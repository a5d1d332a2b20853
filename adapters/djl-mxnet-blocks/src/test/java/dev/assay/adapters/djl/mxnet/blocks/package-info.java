@NullMarked
package dev.assay.adapters.djl.mxnet.blocks;

import org.jspecify.annotations.NullMarked;

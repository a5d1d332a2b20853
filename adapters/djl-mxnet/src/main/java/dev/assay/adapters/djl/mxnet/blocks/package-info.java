/** DJL's blocks on Apache MXNet. */
@NullMarked
package dev.assay.adapters.djl.mxnet.blocks;

import org.jspecify.annotations.NullMarked;

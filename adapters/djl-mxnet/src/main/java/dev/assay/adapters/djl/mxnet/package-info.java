/** Apache MXNet through DJL. */
@NullMarked
package dev.assay.adapters.djl.mxnet;

import org.jspecify.annotations.NullMarked;

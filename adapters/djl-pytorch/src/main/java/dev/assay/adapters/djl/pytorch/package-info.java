/** PyTorch through DJL. */
@NullMarked
package dev.assay.adapters.djl.pytorch;

import org.jspecify.annotations.NullMarked;

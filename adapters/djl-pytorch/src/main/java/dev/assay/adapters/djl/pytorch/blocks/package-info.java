/** DJL's blocks on PyTorch. */
@NullMarked
package dev.assay.adapters.djl.pytorch.blocks;

import org.jspecify.annotations.NullMarked;

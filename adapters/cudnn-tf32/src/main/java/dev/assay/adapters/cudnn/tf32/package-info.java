/** cuDNN in TF32. */
@NullMarked
package dev.assay.adapters.cudnn.tf32;

import org.jspecify.annotations.NullMarked;

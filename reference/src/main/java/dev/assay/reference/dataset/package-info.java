/** Readers of image data sets: files as they are published, images and labels as tensors. */
@NullMarked
package dev.assay.reference.dataset;

import org.jspecify.annotations.NullMarked;

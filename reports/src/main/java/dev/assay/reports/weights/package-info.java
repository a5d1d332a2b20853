/** Trained weights: files of tensors, and which of them a network's layers take. */
@NullMarked
package dev.assay.reports.weights;

import org.jspecify.annotations.NullMarked;

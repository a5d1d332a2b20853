/** Tensors, shapes and data types of the oracle. */
@NullMarked
package dev.assay.reference.tensor;

import org.jspecify.annotations.NullMarked;

/** TensorFlow through TensorFlow-Java. */
@NullMarked
package dev.assay.adapters.tensorflow;

import org.jspecify.annotations.NullMarked;

/** Deeplearning4j's layers with their helpers, which call oneDNN. */
@NullMarked
package dev.assay.adapters.dl4j.onednn;

import org.jspecify.annotations.NullMarked;

/**
 * Initial weights. The suite owns them, so that every backend starts to train from the same
 * numbers.
 */
@NullMarked
package dev.assay.reference.init;

import org.jspecify.annotations.NullMarked;

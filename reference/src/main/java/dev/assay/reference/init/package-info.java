/**
 * Initial weights. The suite owns them, so that every backend starts to train from the same
 * numbers.
 *
 * <p>An {@link Initializer} is one rule; all its random numbers, and those of problems' inputs, are
 * {@link RandomBits}.
 *
 * <p><b>Where a change goes.</b> Another rule: a record in {@link Initializer}, its name in {@link
 * Initializer#parse} and in {@link Initializer#NAMES}. {@link RandomBits} must not change, or every
 * seed would stand for other numbers.
 */
@NullMarked
package dev.assay.reference.init;

import org.jspecify.annotations.NullMarked;

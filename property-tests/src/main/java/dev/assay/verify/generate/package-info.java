/**
 * Random problems over the whole parameter space of every operation, and the way back from a
 * failing one to the smallest that still fails.
 *
 * <p>Every generator is valid by construction: it draws independent small numbers and derives what
 * depends on them (an image is as large as its kernel needs, plus something), so that nothing has
 * to be thrown away, and so that each number shrinks on its own down to a 1×1 kernel on one channel
 * of one image.
 */
@NullMarked
package dev.assay.verify.generate;

import org.jspecify.annotations.NullMarked;

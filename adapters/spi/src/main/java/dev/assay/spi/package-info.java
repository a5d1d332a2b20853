/** What a backend must offer to be verified and timed: one method does the work. */
@NullMarked
package dev.assay.spi;

import org.jspecify.annotations.NullMarked;

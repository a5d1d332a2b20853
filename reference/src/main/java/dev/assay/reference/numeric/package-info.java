/** Error gauges and the bounds derived from them. */
@NullMarked
package dev.assay.reference.numeric;

import org.jspecify.annotations.NullMarked;

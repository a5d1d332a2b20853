/** Tests of the timing, with a backend in plain Java. */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;

/** The oracle: what a problem must give, and the judgement on what a backend gave. */
@NullMarked
package dev.assay.reference.oracle;

import org.jspecify.annotations.NullMarked;

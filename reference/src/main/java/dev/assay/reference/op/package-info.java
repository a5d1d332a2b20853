/** The operations: each record is the whole truth about one operation. */
@NullMarked
package dev.assay.reference.op;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.reference.op;

import org.jspecify.annotations.NullMarked;

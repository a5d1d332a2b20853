@NullMarked
package dev.assay.reference.oracle;

import org.jspecify.annotations.NullMarked;

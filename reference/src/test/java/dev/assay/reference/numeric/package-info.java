@NullMarked
package dev.assay.reference.numeric;

import org.jspecify.annotations.NullMarked;

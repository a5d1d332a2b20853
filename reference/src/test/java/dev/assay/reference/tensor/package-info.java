@NullMarked
package dev.assay.reference.tensor;

import org.jspecify.annotations.NullMarked;

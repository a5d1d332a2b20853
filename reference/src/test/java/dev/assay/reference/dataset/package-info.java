@NullMarked
package dev.assay.reference.dataset;

import org.jspecify.annotations.NullMarked;

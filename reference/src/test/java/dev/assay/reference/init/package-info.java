@NullMarked
package dev.assay.reference.init;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.reference.problem;

import org.jspecify.annotations.NullMarked;

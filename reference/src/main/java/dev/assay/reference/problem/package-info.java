/**
 * Problems: an operation, a direction and the numbers to compute it with, as text and as inputs.
 */
@NullMarked
package dev.assay.reference.problem;

import org.jspecify.annotations.NullMarked;

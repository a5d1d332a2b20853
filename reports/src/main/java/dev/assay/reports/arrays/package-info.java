/**
 * Problems as arrays in files, for those who look into one without Assay: {@link
 * dev.assay.reports.arrays.ProblemArrays} says what is in them.
 */
@NullMarked
package dev.assay.reports.arrays;

import org.jspecify.annotations.NullMarked;

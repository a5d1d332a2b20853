/** Describes the machine at hand. */
@NullMarked
package dev.assay.reports.machine;

import org.jspecify.annotations.NullMarked;

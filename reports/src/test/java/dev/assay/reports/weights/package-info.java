@NullMarked
package dev.assay.reports.weights;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.reports.compare;

import org.jspecify.annotations.NullMarked;

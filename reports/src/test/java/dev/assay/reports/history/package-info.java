@NullMarked
package dev.assay.reports.history;

import org.jspecify.annotations.NullMarked;

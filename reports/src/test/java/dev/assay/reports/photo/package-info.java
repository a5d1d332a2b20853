@NullMarked
package dev.assay.reports.photo;

import org.jspecify.annotations.NullMarked;

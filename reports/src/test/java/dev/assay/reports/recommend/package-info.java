@NullMarked
package dev.assay.reports.recommend;

import org.jspecify.annotations.NullMarked;

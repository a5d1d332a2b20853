@NullMarked
package dev.assay.reports.cli;

import org.jspecify.annotations.NullMarked;

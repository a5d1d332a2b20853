@NullMarked
package dev.assay.reports;

import org.jspecify.annotations.NullMarked;

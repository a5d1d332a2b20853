/** Photos as networks take them: files of any size, scaled and cropped to one. */
@NullMarked
package dev.assay.reports.photo;

import org.jspecify.annotations.NullMarked;

/** Laws: what must hold between a backend's own results, with no oracle in between. */
@NullMarked
package dev.assay.verify.law;

import org.jspecify.annotations.NullMarked;

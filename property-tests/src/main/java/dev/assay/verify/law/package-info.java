/**
 * Laws: what must hold between a backend's own results, with no oracle in between; or of all
 * elements together, where the oracle would take too long for each.
 */
@NullMarked
package dev.assay.verify.law;

import org.jspecify.annotations.NullMarked;

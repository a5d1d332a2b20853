/**
 * Verification: problems go to a backend's worker, its answers are judged by the oracle and by
 * laws.
 */
@NullMarked
package dev.assay.verify;

import org.jspecify.annotations.NullMarked;

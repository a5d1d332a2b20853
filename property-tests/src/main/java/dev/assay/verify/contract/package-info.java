/**
 * The error contract: a backend refuses what is invalid, cleanly. Invalid problems are handed to it
 * past the checks of {@code reference}, and what it does is recorded.
 */
@NullMarked
package dev.assay.verify.contract;

import org.jspecify.annotations.NullMarked;

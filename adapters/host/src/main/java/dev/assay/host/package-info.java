/**
 * The application's side of the backends: their descriptors, the artifacts they need, and their
 * worker processes.
 */
@NullMarked
package dev.assay.host;

import org.jspecify.annotations.NullMarked;

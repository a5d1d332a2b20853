/**
 * What the engines of the Deep Java Library share: how each operation is said in DJL's interface.
 */
@NullMarked
package dev.assay.adapters.djl;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.verify;

import org.jspecify.annotations.NullMarked;

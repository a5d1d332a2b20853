@NullMarked
package dev.assay.worker;

import org.jspecify.annotations.NullMarked;

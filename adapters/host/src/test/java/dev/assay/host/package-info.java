@NullMarked
package dev.assay.host;

import org.jspecify.annotations.NullMarked;

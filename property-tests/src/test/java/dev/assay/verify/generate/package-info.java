@NullMarked
package dev.assay.verify.generate;

import org.jspecify.annotations.NullMarked;

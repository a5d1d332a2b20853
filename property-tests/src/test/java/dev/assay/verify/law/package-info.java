@NullMarked
package dev.assay.verify.law;

import org.jspecify.annotations.NullMarked;

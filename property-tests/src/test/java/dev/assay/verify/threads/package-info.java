@NullMarked
package dev.assay.verify.threads;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.adapters.djl.pytorch.cuda;

import org.jspecify.annotations.NullMarked;

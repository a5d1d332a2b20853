@NullMarked
package dev.assay.adapters.libtorch.cuda;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.adapters.cudnn;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.adapters.dl4j.onednn;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.assay.adapters.dl4j.layers;

import org.jspecify.annotations.NullMarked;

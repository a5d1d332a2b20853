/** ND4J on images in NCHW. */
@NullMarked
package dev.assay.adapters.dl4j.nchw;

import org.jspecify.annotations.NullMarked;

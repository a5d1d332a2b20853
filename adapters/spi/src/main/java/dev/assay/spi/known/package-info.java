/**
 * What is known of several libraries alike, and of the library that several of them stand on: for
 * adapters to say it once. It is no part of what a backend must offer.
 */
@NullMarked
package dev.assay.spi.known;

import org.jspecify.annotations.NullMarked;

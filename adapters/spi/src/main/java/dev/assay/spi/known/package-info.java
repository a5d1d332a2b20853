/**
 * What is known of several libraries alike, and of the library that several of them stand on: for
 * adapters to say it once. It is no part of what a backend must offer.
 *
 * <p><b>Where a change goes.</b> What is known of one library alone: {@code Divergences} of its
 * adapter. What a second library turns out to have, too: a class here.
 */
@NullMarked
package dev.assay.spi.known;

import org.jspecify.annotations.NullMarked;

/**
 * Programs as somebody writes them who has one network and one engine: ResNet18, trained and in
 * use, and the convolution that it is mostly made of. None of them calls an adapter. Beside an
 * adapter of the same engine, with the same libraries, each tells what going through Assay costs.
 *
 * <p>They are backends that the application is told of with {@code --adapters}, so that what they
 * compute is checked, and timed in turn with the adapters.
 */
@NullMarked
package dev.assay.adapters.byhand;

import org.jspecify.annotations.NullMarked;

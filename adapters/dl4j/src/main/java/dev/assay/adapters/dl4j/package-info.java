/**
 * ND4J, the array library of Deeplearning4j, by its native operations.
 *
 * <p>What is timed is one {@code Nd4j.exec} per native operation, from Java into C++ and back, on
 * arrays that already lie outside the heap; results go into arrays allocated beforehand.
 */
@NullMarked
package dev.assay.adapters.dl4j;

import org.jspecify.annotations.NullMarked;

/**
 * SameDiff: graphs of ND4J's operations, which it differentiates by itself. It computes networks,
 * and what they consist of.
 *
 * <p>What of SameDiff 1.0.0-M2.1 is not used, though it is there for this, and what is instead:
 *
 * <ul>
 *   <li>{@code nn.linear} is wrong in every second pass, unless its result is asked for: the array
 *       that a session keeps of it from the pass before is taken for one whose columns lie
 *       together. A product and {@code nn.biasAdd} are right.
 *   <li>{@code nn.batchNorm} cannot be trained: its copy in the graph of the gradients has lost its
 *       axis. There it is said by differences, products and sums, which take most of the time.
 *   <li>A convolution whose weights are not [h, w, c, k] has no gradient: the copy has lost their
 *       order.
 *   <li>{@code fit} says that the loss is 0: it computes the loss only if another variable is made
 *       of it, so one is.
 *   <li>{@code ExternalErrorsFunction}, by which the gradient of an output is given, adds it twice.
 *       The variable from which gradients begin, a 1, is set to it.
 *   <li>{@code calculateGradients} has sessions keep no arrays from then on, and no session keeps
 *       any if JavaCPP has no limit. So sessions are made here, as {@code output} and {@code fit}
 *       make theirs, and JavaCPP has one.
 * </ul>
 *
 * <p>The gradients of parameters are left to the garbage collector, which is therefore called after
 * each gigabyte of them. A training that does not do that takes ever more memory, AlexNet's a
 * quarter of a gigabyte in each step, and several times as long.
 */
@NullMarked
package dev.assay.adapters.dl4j.samediff;

import org.jspecify.annotations.NullMarked;

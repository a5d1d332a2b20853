/**
 * Convolutional networks: a class each. Their tables of layers, parameters and work are those of
 * {@link dev.assay.reference.op.Network}.
 *
 * <p>They are as they were published, but for what {@link
 * dev.assay.reference.op.Architecture#source} says of each; {@code resnet18-lecture} is ResNet18
 * with biases and without batch normalisation. Two things are left out of several: dropout, which
 * draws random numbers in training, so that no two backends would compute the same; and local
 * response normalisation, which was soon found to gain nothing (Simonyan & Zisserman 2015) and
 * which the versions of these networks that frameworks ship have not. {@code alexnet-2012} has
 * both; what it drops is given to all backends alike.
 *
 * <p><b>Where a change goes.</b> A new network: a class, and its name in {@code
 * META-INF/services/dev.assay.reference.op.Architecture}. What several are made of: {@link
 * ResidualBlocks}, {@link AlexNetTop}; and the methods of {@link
 * dev.assay.reference.op.NetworkBuilder}.
 */
@NullMarked
package dev.assay.reference.network;

import org.jspecify.annotations.NullMarked;

/**
 * TensorFlow 2.18 on the processor, through TensorFlow-Java.
 *
 * <p>A problem is a graph in a session of its own. A single operation's has no optimiser: in graphs
 * so small it finds nothing, and takes longer than all else. Networks have what TensorFlow does by
 * default. Images and volumes lie with the channels last, weights as {@code [height, width, in,
 * out]}; both are brought into that order before anything is timed. Inputs are fed, and what is
 * trained stays in variables, so nothing is a constant that could be folded, and nothing is copied
 * in a run. Weights as constants gained nothing worth their memory: in use ResNet18 computed 27.1
 * instead of 26.3 images/s, in 1171 MiB instead of 698.
 *
 * <h2>Gradients</h2>
 *
 * <p>They are those that TensorFlow adds to a graph ({@code Graph.addGradients}), by the library's
 * own rules in C++ (<a
 * href="https://github.com/tensorflow/tensorflow/blob/v2.18.0/tensorflow/cc/gradients/nn_grad.cc">nn_grad.cc</a>).
 * These are fewer than Python's, and some forget parameters of the operation; where they do, this
 * backend goes around them, mostly by the operations that Python's rules add, and a user of {@code
 * Graph.addGradients} has to do the same:
 *
 * <ul>
 *   <li>{@code Conv2D}: the dilations are forgotten. oneDNN is then asked for a convolution whose
 *       shapes do not fit, and ends the process ({@code DilatedGradients});
 *   <li>{@code LRN}: all parameters are forgotten, and the defaults taken for them;
 *   <li>{@code LogSoftmax}: the sum is taken along axis 1, whatever the rank, so it gets matrices;
 *   <li>{@code Conv3D}, {@code Xlogy} and {@code Xlog1py} have none ({@code RegisteredGradients}).
 * </ul>
 *
 * <p>A network is differentiated as a whole, so layers of the first two kinds are refused there.
 *
 * <p>What a gradient takes from the forward pass is computed once and fed, except the maxima of
 * poolings: oneDNN's gradient wants to know their places, which only the operation itself hands
 * over, so it is run again.
 *
 * <h2>What is made of several operations</h2>
 *
 * <p>Padding other than {@code SAME} is put around the image first. Layer, group and instance
 * normalisation are {@code tf.nn.moments} and {@code tf.nn.batch_normalization}, as Keras has them;
 * batch normalisation is TensorFlow's fused one. Losses are made as Keras makes them, without its ε
 * for probabilities. A dropout that draws its mask there is none of: Python composes it of random
 * numbers and a comparison, which would be a mask of this adapter's.
 */
@NullMarked
package dev.assay.adapters.tensorflow;

import org.jspecify.annotations.NullMarked;

/**
 * ONNX Runtime on the processor, forward alone: its Java package does not train.
 *
 * <p>Each problem becomes an ONNX model of opset {@link dev.assay.adapters.onnxruntime.Graph#OPSET}
 * and a session that runs it, with all optimisations, in memory that is laid out beforehand. As in
 * exported models, what is learned is a constant of the model, which the runtime can fuse with its
 * neighbours and pack beforehand; what flows through is an input, so that nothing is computed
 * beforehand. Were the filters inputs, too, ResNet18 would take 1.36 times as long (measured on one
 * thread), its convolutions of 3x3 and 7x7 by themselves 1.15 to 1.35 times, but those of 1x1 0.6
 * times: images alone are rearranged for them.
 */
@NullMarked
package dev.assay.adapters.onnxruntime;

import org.jspecify.annotations.NullMarked;

/**
 * ONNX Runtime on the processor, forward alone: its Java package has no training.
 *
 * <p>Each problem becomes an ONNX model of opset {@link dev.assay.adapters.onnxruntime.Graph#OPSET}
 * and a session that runs it. As in exported models, what is learned is a constant of the model (an
 * initializer), so that the runtime can fuse it with its neighbours and lay it out beforehand; what
 * flows through is an input, so that nothing can be computed beforehand.
 */
@NullMarked
package dev.assay.adapters.onnxruntime;

import org.jspecify.annotations.NullMarked;

package dev.assay.adapters.tensorflow;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * A tensor of a problem, and how it lies in TensorFlow's memory.
 *
 * @param layout the order of its axes there
 * @param shape its shape in the problem
 */
record Arrangement(Layout layout, Shape shape) {

  /** The shape in TensorFlow's memory. */
  org.tensorflow.ndarray.Shape arranged() {
    return layout.shape(shape);
  }

  /** Copies numbers into TensorFlow's memory. */
  TFloat32 load(Tensor tensor) {
    return load(tensor, arranged());
  }

  /** The same under another shape of the same size. */
  TFloat32 load(Tensor tensor, org.tensorflow.ndarray.Shape other) {
    return TFloat32.tensorOf(
        other, DataBuffers.of(layout.arrange(tensor.toFloats(), shape), true, false));
  }

  /** Copies numbers out of it, row-major. */
  float[] read(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.copyTo(DataBuffers.of(values, false, false));
    return layout.rowMajor(values, shape);
  }
}

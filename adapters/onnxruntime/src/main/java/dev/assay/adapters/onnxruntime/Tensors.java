package dev.assay.adapters.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensors by name, in memory of Java's that ONNX Runtime reads and writes where it lies. */
final class Tensors implements AutoCloseable {
  /** In bytes: a cache line, and the widest vector; ONNX Runtime's own memory is aligned so. */
  private static final int ALIGNMENT = 64;

  private final OrtEnvironment environment;
  private final Map<String, OnnxTensorLike> byName = new LinkedHashMap<>();

  Tensors(OrtEnvironment environment) {
    this.environment = environment;
  }

  /** Adds a tensor; gives its elements, row-major, to be written or read. */
  FloatBuffer add(String name, Shape shape) throws OrtException {
    int bytes = Math.multiplyExact(shape.size(), Float.BYTES);
    FloatBuffer elements =
        ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * ALIGNMENT)) // Both ends are cut off.
            .alignedSlice(ALIGNMENT)
            .slice(0, bytes)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    byName.put(name, OnnxTensor.createTensor(environment, elements, shape.toLongArray()));
    return elements;
  }

  /** Adds a tensor with its elements. */
  void add(String name, Tensor values) throws OrtException {
    add(name, values.shape()).put(0, values.toFloats());
  }

  Map<String, OnnxTensorLike> byName() {
    return byName;
  }

  @Override
  public void close() {
    byName.values().forEach(OnnxTensorLike::close);
  }
}

package dev.assay.adapters.dl4j;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Many arrays in one, as Deeplearning4j keeps parameters and gradients: what is done to all of them
 * alike is one call.
 *
 * @param whole all of them; what lies between them is 0
 * @param pieces views of them
 */
record Pieces(INDArray whole, List<INDArray> pieces) {
  /** Every piece starts at a cache line. */
  private static final int ALIGNMENT = 64 / Float.BYTES;

  /** Zeros. */
  static Pieces allocate(Plan plan, List<Shape> shapes) {
    long size = ALIGNMENT;
    for (Shape shape : shapes) {
      size += roundUp(shape.size());
    }
    INDArray whole = plan.allocate(size).assign(0);
    List<INDArray> pieces = new ArrayList<>();
    long from = 0;
    for (Shape shape : shapes) {
      pieces.add(
          whole
              .get(NDArrayIndex.interval(from, from + shape.size()))
              .reshape('c', shape.toLongArray()));
      from += roundUp(shape.size());
    }
    return new Pieces(whole, pieces);
  }

  private static long roundUp(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Copies tensors out of the heap, each into its piece. */
  void load(List<Tensor> tensors) {
    long from = 0;
    for (int i = 0; i < tensors.size(); i++) {
      Plan.put(tensors.get(i), whole, from);
      from += roundUp(pieces.get(i).length());
    }
    Plan.publish(whole);
  }
}

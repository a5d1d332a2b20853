package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Blocks;
import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.OneHot;

/** What joins the layers of a network, and what encodes and decodes its labels. */
final class Structures {
  private Structures() {}

  static Formula add(Add add) {
    return operands -> operands.get(0).add(operands.get(1));
  }

  static Formula concat(Concat concat) {
    return operands -> NDArrays.concat(new NDList(operands.get(0), operands.get(1)), concat.axis());
  }

  /** Where an engine can, a view. */
  static Formula flatten(Flatten flatten) {
    return operands -> Blocks.batchFlatten(operands.head());
  }

  static Formula oneHot(OneHot oneHot) {
    return operands -> operands.head().oneHot(oneHot.classes());
  }

  static Formula argMax(ArgMax argMax) {
    return operands -> operands.head().argMax(argMax.axis());
  }
}

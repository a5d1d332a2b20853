package dev.assay.adapters.tensorflow;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An operation with its parameters filled in: operands in, output out. */
@FunctionalInterface
interface Formula {
  /** Adds the operation to a graph. */
  Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> operands);
}

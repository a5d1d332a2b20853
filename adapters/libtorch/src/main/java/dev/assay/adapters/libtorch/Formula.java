package dev.assay.adapters.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** An operation with its parameters filled in: operands in, output out. */
@FunctionalInterface
interface Formula {
  Tensor apply(List<Tensor> operands);
}

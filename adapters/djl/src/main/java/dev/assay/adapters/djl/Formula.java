package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** An operation with its parameters filled in: operands in, output out. */
@FunctionalInterface
public interface Formula {
  NDArray apply(NDList operands);
}

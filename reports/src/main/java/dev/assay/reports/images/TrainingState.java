package dev.assay.reports.images;

import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Where a training stands.
 *
 * @param network every parameter, then the running statistics
 * @param memory what the optimiser remembers of all parameters, one behind the other: a velocity,
 *     or two moments; empty if it remembers nothing
 */
record TrainingState(List<Tensor> network, List<Tensor> memory) {
  TrainingState {
    network = List.copyOf(network);
    memory = List.copyOf(memory);
  }
}

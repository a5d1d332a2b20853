package dev.assay.adapters.dl4j;

import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;

/**
 * Convolutions and poolings of sequences as those of images of height 1.
 *
 * <p>That is what ND4J does itself: its {@code conv1d} gives its arrays a height and calls {@code
 * conv2d}, without groups, and Deeplearning4j's one-dimensional subsampling layer is the
 * two-dimensional one.
 */
final class Sequences {
  private Sequences() {}

  static Execution conv1d(Layout layout, Conv1d conv, Problem problem, List<Tensor> inputs) {
    return new Convolutions(conv.ofHeightOne(), layout)
        .alone(onImages(problem), conv.asImages(inputs));
  }

  static Execution maxPool1d(Layout layout, MaxPool1d pool, Problem problem, List<Tensor> inputs) {
    return Poolings.maxPool2d(pool.ofHeightOne(), layout)
        .alone(onImages(problem), pool.asImages(inputs));
  }

  static Execution averagePool1d(
      Layout layout, AveragePool1d pool, Problem problem, List<Tensor> inputs) {
    return Poolings.averagePool2d(pool.ofHeightOne(), layout)
        .alone(onImages(problem), pool.asImages(inputs));
  }

  /** The problem that is computed; any other than one of sequences is as it was asked. */
  static Problem onImages(Problem problem) {
    return problem.operation() instanceof OneDimensional sequences
        ? Problem.of(sequences.ofHeightOne(), problem.direction(), problem.fill(), problem.seed())
        : problem;
  }
}

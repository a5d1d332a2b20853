package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.Lowerings.Lowering;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;

/** Which operations can be layers of a network. */
final class Layers {
  private Layers() {}

  static Layer of(Operation operation, Layout layout) {
    if (operation instanceof Conv2d conv) {
      return new Convolutions(conv, layout);
    } else if (operation instanceof MaxPool2d pool) {
      return Poolings.maxPool2d(pool, layout);
    } else if (operation instanceof AveragePool2d pool) {
      return Poolings.averagePool2d(pool, layout);
    } else if (operation instanceof BatchNorm norm) {
      return new BatchNormalization(norm, layout);
    } else if (operation instanceof BatchNormInference norm) {
      return new BatchNormalizationInUse(norm, layout);
    } else if (operation instanceof Linear linear) {
      return new Linears(linear, false);
    } else if (operation instanceof Add add) {
      return Structures.add(add, layout);
    } else if (operation instanceof Concat concat) {
      return Structures.concat(concat, layout);
    } else if (operation instanceof Flatten flatten) {
      return Structures.flatten(flatten, layout);
    } else if (operation instanceof IdentityShortcut shortcut) {
      return new Shortcut(shortcut, layout);
    }
    return activation(operation, layout);
  }

  private static Layer activation(Operation operation, Layout layout) {
    if (operation instanceof Relu) {
      double threshold = 0;
      return new Activation(operation, layout, "relu", threshold);
    } else if (operation instanceof LeakyRelu relu) {
      return new Activation(operation, layout, "lrelu", relu.slope());
    } else if (operation instanceof Sigmoid) {
      return new Activation(operation, layout, "sigmoid");
    } else if (operation instanceof Tanh) {
      return new Activation(operation, layout, "tanh");
    }
    throw new UnsupportedProblemException("no " + operation.name());
  }

  /** A problem of one of these operations, images in this layout. */
  static <O extends Operation> Lowering<O> alone(Layout layout) {
    return (operation, problem, inputs) -> of(operation, layout).alone(problem, inputs);
  }

  static Execution linear(Linear linear, Problem problem, List<Tensor> inputs) {
    boolean inFirst = problem.direction() == Direction.FORWARD;
    return new Linears(linear, inFirst).alone(problem, inputs);
  }

  static Execution batchNormInference(
      BatchNormInference norm, Problem problem, List<Tensor> inputs) {
    if (problem.results().get(0).operand() == 0) {
      throw new UnsupportedProblemException(
          "the data's gradient takes the statistics for those of the batch");
    }
    return new BatchNormalizationInUse(norm, Layout.NCHW).alone(problem, inputs);
  }
}

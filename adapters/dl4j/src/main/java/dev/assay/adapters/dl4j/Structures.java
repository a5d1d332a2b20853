package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What joins the layers of a network, and what encodes and decodes its labels. */
final class Structures {
  private Structures() {}

  static Execution add(Add add, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    List<INDArray> operands = inputs.stream().map(plan::load).toList();
    INDArray result = plan.allocate(add.shape());
    if (problem.direction() == Direction.FORWARD) {
      plan.call("add", operands, result);
      return plan.yields(result);
    }
    INDArray other = plan.allocate(add.shape());
    plan.call("add_bp", operands, result, other);
    return plan.yields(result, other);
  }

  static Execution concat(Concat concat, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    List<INDArray> operands = inputs.stream().map(plan::load).toList();
    if (problem.direction() == Direction.FORWARD) {
      INDArray result = plan.allocate(concat.outputShape());
      plan.call("concat", operands, result).integers(concat.axis());
      return plan.yields(result);
    }
    INDArray ofA = plan.allocate(inputs.get(0).shape());
    INDArray ofB = plan.allocate(inputs.get(1).shape());
    plan.call("concat_bp", operands, ofA, ofB).integers(concat.axis());
    return plan.yields(ofA, ofB);
  }

  /** Copies, as {@code flatten_2d} and {@code reshape} do when their output is given. */
  static Execution flatten(Flatten flatten, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    if (problem.direction() == Direction.FORWARD) {
      INDArray result = plan.allocate(flatten.outputShape());
      int firstFlattened = 1;
      plan.call("flatten_2d", List.of(plan.load(inputs.get(0))), result).integers(firstFlattened);
      return plan.yields(result);
    }
    INDArray result = plan.allocate(flatten.shape());
    plan.call("reshape", List.of(plan.load(inputs.get(1))), result)
        .integers(flatten.shape().toLongArray());
    return plan.yields(result);
  }

  static Execution oneHot(OneHot oneHot, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray result = plan.allocate(oneHot.outputShape());
    int lastAxis = -1;
    plan.call("onehot", List.of(plan.loadIntegers(inputs.get(0))), result)
        .integers(lastAxis, oneHot.classes())
        .reals(1, 0);
    return plan.yields(result);
  }

  static Execution argMax(ArgMax argMax, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    long[] shape = argMax.shape().rank() == 1 ? new long[0] : argMax.outputShape().toLongArray();
    INDArray result = plan.allocate(DataType.INT64, shape);
    plan.call("argmax", List.of(plan.load(inputs.get(0))), result).integers(argMax.axis());
    return plan.yields(result);
  }
}

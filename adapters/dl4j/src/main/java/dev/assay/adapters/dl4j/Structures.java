package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What joins the layers of a network, and what encodes and decodes its labels. */
final class Structures {
  private Structures() {}

  static Layer add(Add add, Layout layout) {
    return new Layer(add, layout) {
      @Override
      void forward(Plan plan, List<INDArray> operands, INDArray result) {
        plan.call("add", operands, result);
      }

      @Override
      void backward(
          Plan plan,
          List<INDArray> operands,
          INDArray outputGradient,
          Map<Integer, INDArray> gradients) {
        List<INDArray> arrays = List.of(operands.get(0), operands.get(1), outputGradient);
        plan.call("add_bp", arrays, gradients.values().toArray(INDArray[]::new));
      }
    };
  }

  static Layer concat(Concat concat, Layout layout) {
    boolean channels = concat.outputShape().rank() == 4 && concat.axis() == 1;
    int axis = channels ? layout.channels() : concat.axis();
    return new Layer(concat, layout) {
      @Override
      void forward(Plan plan, List<INDArray> operands, INDArray result) {
        plan.call("concat", operands, result).integers(axis);
      }

      @Override
      void backward(
          Plan plan,
          List<INDArray> operands,
          INDArray outputGradient,
          Map<Integer, INDArray> gradients) {
        List<INDArray> arrays = List.of(operands.get(0), operands.get(1), outputGradient);
        plan.call("concat_bp", arrays, gradients.values().toArray(INDArray[]::new)).integers(axis);
      }
    };
  }

  /**
   * Copies, as {@code flatten_2d} and {@code reshape} do when their output is given; from another
   * layout into the order of NCHW.
   */
  static Layer flatten(Flatten flatten, Layout layout) {
    long[] shape = flatten.shape().toLongArray();
    boolean reorders = shape.length == 4 && layout != Layout.NCHW;
    return new Layer(flatten, layout) {
      @Override
      void forward(Plan plan, List<INDArray> operands, INDArray result) {
        INDArray x = operands.get(0);
        if (reorders) {
          plan.copy(layout.asNchw(x), result.reshape('c', shape));
        } else {
          int firstFlattened = 1;
          plan.call("flatten_2d", List.of(x), result).integers(firstFlattened);
        }
      }

      @Override
      void backward(
          Plan plan,
          List<INDArray> operands,
          INDArray outputGradient,
          Map<Integer, INDArray> gradients) {
        INDArray result = gradients.get(0);
        if (result == null) {
          return;
        }
        if (reorders) {
          plan.copy(outputGradient.reshape('c', shape), layout.asNchw(result));
        } else {
          plan.call("reshape", List.of(outputGradient), result).integers(shape);
        }
      }
    };
  }

  static Execution oneHot(OneHot oneHot, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          INDArray result = plan.allocate(oneHot.outputShape());
          int lastAxis = -1;
          plan.call("onehot", List.of(plan.loadIntegers(inputs.get(0))), result)
              .integers(lastAxis, oneHot.classes())
              .reals(1, 0);
          return plan.yields(result);
        });
  }

  static Execution argMax(ArgMax argMax, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          long[] shape =
              argMax.shape().rank() == 1 ? new long[0] : argMax.outputShape().toLongArray();
          INDArray result = plan.allocate(DataType.INT64, shape);
          plan.call("argmax", List.of(plan.load(inputs.get(0))), result).integers(argMax.axis());
          return plan.yields(result);
        });
  }
}

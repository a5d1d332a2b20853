package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One operation as native calls over given arrays: a problem of its own, or a layer of a network.
 *
 * <p>Batches of images lie in the layout given, all else is row-major.
 */
abstract class Layer {
  private static final int RANK_OF_IMAGES = 4;

  private final Operation operation;
  private final Layout layout;

  Layer(Operation operation, Layout layout) {
    this.operation = operation;
    this.layout = layout;
  }

  final Layout layout() {
    return layout;
  }

  /** Appends what computes the output. */
  abstract void forward(Plan plan, List<INDArray> operands, INDArray result);

  /**
   * Appends what computes gradients.
   *
   * @param outputGradient that of the output
   * @param gradients by operand, those that are asked for, to be filled
   */
  abstract void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients);

  /** Computes what the gradients take from the forward pass where that was not part of the plan. */
  void remember(Plan plan, List<INDArray> operands) {}

  /** Copies an operand out of the heap. */
  INDArray load(Plan plan, int operand, Tensor tensor) {
    return isImages(operand) ? layout.load(plan, tensor) : plan.load(tensor);
  }

  /** The same memory with its axes in the operation's order. */
  INDArray natural(int operand, INDArray array) {
    return isImages(operand) ? layout.asNchw(array) : array;
  }

  /** Allocates the gradient of an operand. */
  INDArray allocateGradient(Plan plan, int operand, INDArray like) {
    return plan.allocate(like.shape());
  }

  private boolean isImages(int operand) {
    Operand.Role role = operation.operands().get(operand).role();
    return (role.isData() || role == Operand.Role.MASK)
        && isImages(operation.operands().get(operand).shape());
  }

  /** Whether an array of this shape is a batch of images. */
  static boolean isImages(Shape shape) {
    return shape.rank() == RANK_OF_IMAGES;
  }

  INDArray allocateResult(Plan plan) {
    return plan.allocateResult(dimensionsOfResult());
  }

  final long[] dimensionsOfResult() {
    Shape shape = operation.outputShape();
    return isImages(shape) ? layout.dimensions(shape) : shape.toLongArray();
  }

  private INDArray naturalResult(INDArray array) {
    return isImages(operation.outputShape()) ? layout.asNchw(array) : array;
  }

  /** A problem of this operation. */
  final Plan alone(Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan -> {
          List<INDArray> operands = new ArrayList<>();
          for (int i = 0; i < operation.operands().size(); i++) {
            operands.add(load(plan, i, inputs.get(i)));
          }
          if (problem.direction() == Direction.FORWARD) {
            INDArray result = allocateResult(plan);
            forward(plan, operands, result);
            return plan.yields(naturalResult(result));
          }
          Tensor g = inputs.get(inputs.size() - 1);
          INDArray outputGradient = isImages(g.shape()) ? layout.load(plan, g) : plan.load(g);
          remember(plan, operands);
          Map<Integer, INDArray> gradients = new TreeMap<>();
          for (Problem.Result result : problem.results()) {
            int operand = result.operand();
            gradients.put(operand, allocateGradient(plan, operand, operands.get(operand)));
          }
          backward(plan, operands, outputGradient, gradients);
          gradients.forEach((operand, gradient) -> plan.yields(natural(operand, gradient)));
          return plan;
        });
  }
}

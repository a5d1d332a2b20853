package dev.assay.adapters.dl4j;

import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Sides;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions and poolings of volumes, NCDHW, by {@code conv3dnew}, {@code maxpool3dnew} and
 * {@code avgpool3dnew}. Padding that differs between the sides is added by the operation {@code
 * pad} in the timed region.
 */
final class Volumes {
  /** ND4J's codes. */
  private static final int VALID = 0;

  private static final int NCDHW = 0;
  private static final int OIDHW = 1;
  private static final int WITHOUT_PADDING = 0;
  private static final int WITH_PADDING = 1;

  private static final int AXES = 3;

  private final Plan plan;
  private final Problem problem;
  private final List<Tensor> inputs;
  private final Extent3d kernel;
  private final Extent3d stride;
  private final Extent3d dilation;
  private final Border border;
  private final int[] argument = new int[AXES];

  private Volumes(
      Plan plan,
      Problem problem,
      List<Tensor> inputs,
      Extent3d kernel,
      Extent3d stride,
      Padding3d pad,
      Extent3d dilation) {
    this.plan = plan;
    this.problem = problem;
    this.inputs = inputs;
    this.kernel = kernel;
    this.stride = stride;
    this.dilation = dilation;
    List<Frame.Axis> axes =
        List.of(
            axis(0, kernel.d(), stride.d(), dilation.d(), pad.d()),
            axis(1, kernel.h(), stride.h(), dilation.h(), pad.h()),
            axis(2, kernel.w(), stride.w(), dilation.w(), pad.w()));
    boolean asArgument = axes.stream().allMatch(Frame.Axis::isValid);
    int[][] widths = new int[2 + AXES][2];
    for (int i = 0; i < AXES; i++) {
      if (asArgument) {
        argument[i] = axes.get(i).before();
      } else {
        widths[2 + i] = new int[] {axes.get(i).before(), axes.get(i).after()};
      }
    }
    border = new Border(widths);
  }

  private Frame.Axis axis(int axis, int taps, int step, int gap, Sides pad) {
    int input = inputs.get(0).shape().dimension(2 + axis);
    int windows = problem.operation().outputShape().dimension(2 + axis);
    return new Frame.Axis(input, (taps - 1) * gap + 1, step, pad.before(), windows);
  }

  static Execution conv3d(Conv3d conv, Problem problem, List<Tensor> inputs) {
    if (conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped convolution of volumes");
    }
    return Plan.build(
        plan ->
            new Volumes(
                    plan,
                    problem,
                    inputs,
                    conv.kernel(),
                    conv.stride(),
                    conv.pad(),
                    conv.dilation())
                .conv3d(conv.bias()));
  }

  private Plan conv3d(boolean bias) {
    INDArray x = border.around(plan, plan.load(inputs.get(0)), 0);
    List<INDArray> operands = new ArrayList<>(List.of(x, plan.load(inputs.get(1))));
    if (bias) {
      operands.add(plan.load(inputs.get(2)));
    }
    if (problem.direction() == Direction.FORWARD) {
      INDArray y = plan.allocate(problem.operation().outputShape());
      call("conv3dnew", operands, VALID, NCDHW, OIDHW, y);
      return plan.yields(y);
    }
    INDArray[] gradients =
        operands.stream().map(operand -> plan.allocate(operand.shape())).toArray(INDArray[]::new);
    operands.add(plan.load(inputs.get(inputs.size() - 1)));
    call("conv3dnew_bp", operands, VALID, NCDHW, OIDHW, gradients);
    gradients[0] = border.inside(gradients[0]);
    problem.results().forEach(result -> plan.yields(gradients[result.operand()]));
    return plan;
  }

  static Execution maxPool3d(MaxPool3d pool, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        plan ->
            new Volumes(
                    plan,
                    problem,
                    inputs,
                    pool.kernel(),
                    pool.stride(),
                    pool.pad(),
                    new Extent3d(1, 1, 1))
                .pool("maxpool3dnew", WITHOUT_PADDING, Double.NEGATIVE_INFINITY));
  }

  static Execution averagePool3d(AveragePool3d pool, Problem problem, List<Tensor> inputs) {
    return Plan.build(plan -> average(plan, pool, problem, inputs));
  }

  private static Plan average(Plan plan, AveragePool3d pool, Problem problem, List<Tensor> inputs) {
    Volumes volumes =
        new Volumes(
            plan, problem, inputs, pool.kernel(), pool.stride(), pool.pad(), new Extent3d(1, 1, 1));
    if (pool.countPad() && pool.rounding() == Rounding.UP) {
      throw new UnsupportedProblemException(
          "no average over a partial last window in which padding counts");
    }
    if (!pool.countPad() && !volumes.border.isNone()) {
      throw new UnsupportedProblemException(
          "no average that leaves out padding, unless it is the same on both sides");
    }
    return volumes.pool("avgpool3dnew", pool.countPad() ? WITH_PADDING : WITHOUT_PADDING, 0);
  }

  private Plan pool(String operation, int divisor, double outside) {
    INDArray x = border.around(plan, plan.load(inputs.get(0)), outside);
    if (problem.direction() == Direction.FORWARD) {
      INDArray y = plan.allocate(problem.operation().outputShape());
      call(operation, List.of(x), VALID, divisor, NCDHW, y);
      return plan.yields(y);
    }
    INDArray gradient = plan.allocate(x.shape());
    INDArray g = plan.load(inputs.get(1));
    call(operation + "_bp", List.of(x, g), VALID, divisor, NCDHW, gradient);
    return plan.yields(border.inside(gradient));
  }

  private void call(
      String operation,
      List<INDArray> operands,
      int mode,
      int first,
      int second,
      INDArray... results) {
    Call call =
        plan.call(operation, operands, results)
            .integers(
                kernel.d(),
                kernel.h(),
                kernel.w(),
                stride.d(),
                stride.h(),
                stride.w(),
                argument[0],
                argument[1],
                argument[2],
                dilation.d(),
                dilation.h(),
                dilation.w(),
                mode,
                first,
                second);
    if (!dilation.equals(new Extent3d(1, 1, 1))) {
      call.withoutOneDnn();
    }
  }
}

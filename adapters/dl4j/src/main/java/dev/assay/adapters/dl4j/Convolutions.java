package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions by {@code conv2d} and {@code depthwise_conv2d}.
 *
 * <p>What the timed region holds beside the convolution itself:
 *
 * <ul>
 *   <li>forward: nothing, but the bias is part of it;
 *   <li>gradients: {@code conv2d_bp} computes all of them whatever is asked for, so that the
 *       weights' gradient alone costs as much as all together. The data's gradient alone is the
 *       transposed convolution {@code deconv2d} where that gives the image's size, which it does
 *       not where the stride leaves a rest. (Of ND4J's other ways, {@code conv2d_input_bp} has no
 *       oneDNN and is 20 times slower, and {@code deconv2d_tf} mistakes the width for the height);
 *   <li>a padding that ND4J cannot express: the operation {@code pad} before. The gradient of the
 *       padded image is cropped as a view, at no cost.
 * </ul>
 *
 * <p>Dilated kernels are computed by ND4J's own code, to which Deeplearning4j's layer falls back as
 * well: ND4J leaves the dilation out of the padding that it describes to oneDNN, which refuses with
 * "could not create a descriptor for a dilated convolution".
 */
final class Convolutions {
  /** ND4J's code for weights in the order OIHW. */
  private static final int OIHW = 1;

  /** ND4J's code for the only order of depthwise weights that oneDNN is used for: H, W, I, M. */
  private static final int HWIM = 0;

  private final Plan plan = new Plan();
  private final Layout layout;
  private final Conv2d conv;
  private final List<Tensor> inputs;
  private final boolean depthwise;

  /** Rows and columns that a window spans. */
  private final Extent reach;

  private final Frame frame;

  private Convolutions(Layout layout, Conv2d conv, List<Tensor> inputs) {
    this.layout = layout;
    this.conv = conv;
    this.inputs = inputs;
    depthwise = conv.groups() > 1;
    reach =
        new Extent(
            (conv.kernel().h() - 1) * conv.dilation().h() + 1,
            (conv.kernel().w() - 1) * conv.dilation().w() + 1);
    Extent image = new Extent(conv.h(), conv.w());
    frame = Frame.of(image, reach, conv.stride(), conv.pad(), conv.outputShape());
  }

  static Execution conv2d(Layout layout, Conv2d conv, Problem problem, List<Tensor> inputs) {
    if (conv.groups() > 1 && conv.groups() < conv.c()) {
      throw new UnsupportedProblemException("no grouped convolution other than depthwise");
    }
    Convolutions convolutions = new Convolutions(layout, conv, inputs);
    Direction direction = problem.direction();
    if (direction == Direction.FORWARD) {
      return convolutions.forward();
    }
    return direction == Direction.BACKWARD_DATA && convolutions.isTransposable()
        ? convolutions.transposed()
        : convolutions.backward(direction);
  }

  private Plan forward() {
    INDArray y = layout.allocate(plan, conv.outputShape());
    call(name(), operands(image(), weights()), y);
    return plan.yields(layout.asNchw(y));
  }

  private Plan backward(Direction direction) {
    INDArray x = image();
    INDArray weights = weights();
    List<INDArray> operands = operands(x, weights);
    operands.add(outputGradient());

    List<INDArray> gradients = new ArrayList<>();
    gradients.add(plan.allocate(x.shape()));
    gradients.add(plan.allocate(weights.shape()));
    if (conv.bias()) {
      gradients.add(plan.allocate(conv.k()));
    }
    call(name() + "_bp", operands, gradients.toArray(INDArray[]::new));

    if (direction != Direction.BACKWARD_WEIGHTS) {
      plan.yields(layout.asNchw(layout.withoutBorder(gradients.get(0), frame.border())));
    }
    if (direction != Direction.BACKWARD_DATA) {
      INDArray ofWeights = gradients.get(1);
      plan.yields(depthwise ? ofWeights.permute(2, 3, 0, 1) : ofWeights);
      gradients.stream().skip(2).forEach(plan::yields);
    }
    return plan;
  }

  /** Whether a transposed convolution gives the data's gradient in the image's own size. */
  private boolean isTransposable() {
    return !depthwise && frame.isValid() && !frame.leavesRest();
  }

  private Plan transposed() {
    INDArray gradient = layout.allocate(plan, inputs.get(0).shape());
    call("deconv2d", List.of(outputGradient(), weights()), gradient);
    return plan.yields(layout.asNchw(gradient));
  }

  private String name() {
    return depthwise ? "depthwise_conv2d" : "conv2d";
  }

  private void call(String operation, List<INDArray> arrays, INDArray... results) {
    Call call =
        plan.call(operation, arrays, results)
            .integers(
                conv.kernel().h(),
                conv.kernel().w(),
                conv.stride().h(),
                conv.stride().w(),
                frame.top(),
                frame.left(),
                conv.dilation().h(),
                conv.dilation().w(),
                frame.mode(),
                layout.code(),
                depthwise ? HWIM : OIHW);
    if (!reach.equals(conv.kernel())) {
      call.withoutOneDnn();
    }
  }

  private List<INDArray> operands(INDArray x, INDArray weights) {
    List<INDArray> operands = new ArrayList<>(List.of(x, weights));
    if (conv.bias()) {
      operands.add(plan.load(inputs.get(2)));
    }
    return operands;
  }

  private INDArray image() {
    return layout.withBorder(plan, layout.load(plan, inputs.get(0)), frame.border(), 0);
  }

  private INDArray outputGradient() {
    return layout.load(plan, inputs.get(inputs.size() - 1));
  }

  /** In the order that ND4J is told: as they are, or for a depthwise convolution H, W, C, K/C. */
  private INDArray weights() {
    Tensor weights = inputs.get(1);
    if (!depthwise) {
      return plan.load(weights);
    }
    Shape split = Shape.of(conv.c(), conv.k() / conv.c(), conv.kernel().h(), conv.kernel().w());
    return plan.load(weights.reshape(split), 2, 3, 0, 1);
  }
}

package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
 *       padded image is cropped as a view, at no cost; in a network the layer below gets a copy
 *       ({@link Plan#whole}).
 * </ul>
 *
 * <p>oneDNN takes Winograd's algorithm for the gradients of 3x3 kernels on processors with AVX-512,
 * in arrays of its own that are large where there are many channels. If glibc gives these back each
 * time, which the descriptor's environment prevents, the gradients for 512 to 512 channels of 7x7
 * take 15 times as long, and longer than by ND4J's own code.
 *
 * <p>Dilated kernels are computed by ND4J's own code, to which Deeplearning4j's layer falls back as
 * well: ND4J leaves the dilation out of the padding that it describes to oneDNN, which refuses with
 * "could not create a descriptor for a dilated convolution".
 */
final class Convolutions extends Layer {
  /** ND4J's code for weights in the order OIHW. */
  private static final int OIHW = 1;

  /** ND4J's code for the only order of depthwise weights that oneDNN is used for: H, W, I, M. */
  private static final int HWIM = 0;

  private final Conv2d conv;
  private final boolean depthwise;

  private final Frame frame;

  /** The image with its border, as the forward pass left it. */
  private @Nullable INDArray bordered;

  private @Nullable INDArray borderedGradient;

  Convolutions(Conv2d conv, Layout layout) {
    super(conv, layout);
    if (conv.groups() > 1 && conv.groups() < conv.c()) {
      throw new UnsupportedProblemException("no grouped convolution other than depthwise");
    }
    this.conv = conv;
    depthwise = conv.groups() > 1;
    frame = Frame.of(conv);
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    bordered = layout().withBorder(plan, operands.get(0), frame.border(), 0);
    call(plan, name(), replaced(operands, bordered), result);
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray ofX = gradients.get(0);
    if (ofX != null && gradients.size() == 1 && isTransposable()) {
      call(plan, "deconv2d", List.of(outputGradient, operands.get(1)), ofX);
      return;
    }
    if (bordered == null) {
      bordered = layout().withBorder(plan, operands.get(0), frame.border(), 0);
    }
    List<INDArray> arrays = replaced(operands, bordered);
    INDArray[] results = new INDArray[arrays.size()];
    for (int i = 0; i < results.length; i++) {
      INDArray wanted = i == 0 && borderedGradient != null ? borderedGradient : gradients.get(i);
      results[i] = wanted == null ? plan.allocate(arrays.get(i).shape()) : wanted;
    }
    arrays.add(outputGradient);
    call(plan, name() + "_bp", arrays, results);
  }

  private static List<INDArray> replaced(List<INDArray> operands, INDArray x) {
    List<INDArray> arrays = new ArrayList<>(operands);
    arrays.set(0, x);
    return arrays;
  }

  /** Whether a transposed convolution gives the data's gradient in the image's own size. */
  private boolean isTransposable() {
    return !depthwise && frame.isValid() && !frame.leavesRest();
  }

  private String name() {
    return depthwise ? "depthwise_conv2d" : "conv2d";
  }

  private Call call(Plan plan, String operation, List<INDArray> arrays, INDArray... results) {
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
                layout().code(),
                depthwise ? HWIM : OIHW);
    if (Frame.isDilated(conv)) {
      call.withoutOneDnn();
    }
    return call;
  }

  /** The image's gradient is cropped as a view. */
  @Override
  INDArray allocateGradient(Plan plan, int operand, INDArray like) {
    if (operand > 0 || !frame.hasBorder()) {
      return super.allocateGradient(plan, operand, like);
    }
    borderedGradient = plan.allocate(layout().shapeWithBorder(like, frame.border()));
    return layout().withoutBorder(borderedGradient, frame.border());
  }

  /** In the order that ND4J is told: as they are, or for a depthwise convolution H, W, C, K/C. */
  @Override
  INDArray load(Plan plan, int operand, Tensor tensor) {
    if (operand != 1 || !depthwise) {
      return super.load(plan, operand, tensor);
    }
    Shape split = Shape.of(conv.c(), conv.k() / conv.c(), conv.kernel().h(), conv.kernel().w());
    return plan.load(tensor.reshape(split), 2, 3, 0, 1);
  }

  @Override
  INDArray natural(int operand, INDArray array) {
    return operand == 1 && depthwise ? array.permute(2, 3, 0, 1) : super.natural(operand, array);
  }
}

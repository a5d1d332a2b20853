package dev.assay.adapters.dl4j;

import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Padding;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Transposed convolutions by {@code deconv2d}; all gradients at once by {@code deconv2d_bp}.
 *
 * <p>ND4J cuts the same off both sides of an axis, and knows no output padding. Where that is not
 * what is wanted nothing is cut off by it: the output is then cropped as a view, at no cost (in a
 * network the layer above gets a copy, {@link Plan#whole}), and its gradient gets a border of zeros
 * by the operation {@code pad} before.
 */
final class TransposedConvolutions extends Layer {
  /** ND4J's codes: padding as given, and weights in the order [C, K, H, W]. */
  private static final int VALID = 0;

  private static final int CKHW = 1;

  private final ConvTranspose2d conv;

  /** What ND4J cuts off. */
  private final Padding pad;

  /** What is cut off the rest. */
  private final Padding border;

  /** The output with its border. */
  private @Nullable INDArray bordered;

  TransposedConvolutions(ConvTranspose2d conv, Layout layout) {
    super(conv, layout);
    if (conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped transposed convolution");
    }
    Padding cut = cut(conv);
    if (cut.bottom() < 0 || cut.right() < 0) {
      throw new UnsupportedProblemException("no output padding larger than the padding");
    }
    this.conv = conv;
    pad = cut.isSymmetric() ? cut : Padding.NONE;
    border = cut.isSymmetric() ? Padding.NONE : cut;
  }

  /** What is left of the padding when the output's is taken from it. */
  private static Padding cut(ConvTranspose2d conv) {
    Padding pad = conv.pad();
    Extent more = conv.outputPad();
    return new Padding(pad.top(), pad.bottom() - more.h(), pad.left(), pad.right() - more.w());
  }

  private boolean hasBorder() {
    return !border.equals(Padding.NONE);
  }

  /** The output is cropped as a view. */
  @Override
  INDArray allocateResult(Plan plan) {
    if (!hasBorder()) {
      return super.allocateResult(plan);
    }
    bordered = plan.allocate(layout().dimensions(within(border, conv.outputShape())));
    return layout().withoutBorder(bordered, border);
  }

  private static Shape within(Padding border, Shape images) {
    return Shape.of(
        images.dimension(0),
        images.dimension(1),
        border.top() + images.dimension(2) + border.bottom(),
        border.left() + images.dimension(3) + border.right());
  }

  @Override
  void forward(Plan plan, List<INDArray> operands, INDArray result) {
    call(plan, "deconv2d", operands, bordered == null ? result : bordered);
  }

  @Override
  void backward(
      Plan plan,
      List<INDArray> operands,
      INDArray outputGradient,
      Map<Integer, INDArray> gradients) {
    INDArray[] results = new INDArray[operands.size()];
    for (int i = 0; i < results.length; i++) {
      INDArray wanted = gradients.get(i);
      results[i] = wanted == null ? plan.allocate(operands.get(i).shape()) : wanted;
    }
    List<INDArray> arrays = new ArrayList<>(operands);
    arrays.add(layout().withBorder(plan, outputGradient, border, 0));
    call(plan, "deconv2d_bp", arrays, results);
  }

  private void call(Plan plan, String operation, List<INDArray> operands, INDArray... results) {
    Call call =
        plan.call(operation, operands, results)
            .integers(
                conv.kernel().h(),
                conv.kernel().w(),
                conv.stride().h(),
                conv.stride().w(),
                pad.top(),
                pad.left(),
                conv.dilation().h(),
                conv.dilation().w(),
                VALID,
                layout().code(),
                CKHW);
    if (!conv.dilation().equals(new Extent(1, 1))) {
      call.withoutOneDnn();
    }
  }
}

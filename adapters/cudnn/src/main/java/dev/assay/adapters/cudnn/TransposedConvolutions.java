package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.tensor.Shape;

/**
 * Transposed convolutions, by the convolution whose data gradient they are: that takes the output's
 * shape to the input's, by the same weights.
 */
final class TransposedConvolutions implements Layer {
  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

  private final Plan plan;
  private final boolean bias;
  private final int[] y;
  private final Border border;
  private final ConvolutionShape shape;

  TransposedConvolutions(Plan plan, ConvTranspose2d conv) {
    this.plan = plan;
    bias = conv.bias();
    Shape output = conv.outputShape();
    y = output.toArray();
    Conv2d adjoint =
        new Conv2d(
            conv.n(),
            conv.k(),
            output.dimension(2),
            output.dimension(3),
            conv.c(),
            conv.kernel(),
            conv.stride(),
            conv.pad(),
            conv.dilation(),
            conv.groups(),
            false);
    if (!adjoint.outputShape().equals(conv.operands().get(X).shape())) {
      // It would read beyond the data.
      throw new IllegalArgumentException(
          "more output padding than the stride: the convolution from there has more windows than "
              + "there are data");
    }
    Windows windows = ConvolutionShape.windows(adjoint);
    border = new Border(plan, y, windows, 0);
    shape =
        ConvolutionShape.of(
            border.sizes(),
            adjoint.operands().get(WEIGHTS).shape(),
            adjoint.outputShape(),
            windows,
            conv.groups());
  }

  @Override
  public void forward(Pass pass) {
    DeviceArray place = border.place(pass.result());
    new DataGradient(plan, shape, pass.operand(WEIGHTS), pass.x(), place).append();
    border.takeOut(place, pass.result());
    if (bias) {
      new Bias(plan, y).add(pass.operand(BIAS), pass.result());
    }
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(BIAS, ofBias -> new Bias(plan, y).gradient(ofResult, ofBias));
    if (!gradients.wanted(WEIGHTS) && !gradients.wanted(X)) {
      return;
    }
    DeviceArray bordered = border.around(ofResult);
    gradients.of(
        WEIGHTS,
        ofWeights -> new WeightsGradient(plan, shape, bordered, pass.x(), ofWeights).append());
    gradients.of(
        X,
        ofX -> new ForwardConvolution(plan, shape, bordered, pass.operand(WEIGHTS), ofX).append());
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}

package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions of images and volumes. cuDNN's bias is a call of its own; padding that differs
 * between the sides is put around the data by a copy, which is part of what is timed.
 */
final class Convolutions implements Layer {
  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

  private final Plan plan;
  private final boolean bias;
  private final Border border;
  private final ConvolutionShape shape;
  private final int[] y;

  /** The data with their border. */
  private @Nullable DeviceArray bordered;

  private Convolutions(Plan plan, Operation conv, Windows windows, int groups, boolean bias) {
    this.plan = plan;
    this.bias = bias;
    Shape x = conv.operands().get(X).shape();
    Shape weights = conv.operands().get(WEIGHTS).shape();
    border = new Border(plan, x.toArray(), windows, 0);
    shape = ConvolutionShape.of(border.sizes(), weights, conv.outputShape(), windows, groups);
    y = conv.outputShape().toArray();
  }

  static Layer of(Plan plan, Conv2d conv) {
    Windows windows = ConvolutionShape.windows(conv);
    return new Convolutions(plan, conv, windows, conv.groups(), conv.bias());
  }

  static Layer of(Plan plan, Conv3d conv) {
    Windows windows = ConvolutionShape.windows(conv);
    return new Convolutions(plan, conv, windows, conv.groups(), conv.bias());
  }

  /** Whether an operation is a convolution, transposed or not, or a network that has one. */
  static boolean areIn(Operation operation) {
    if (operation instanceof Composite network) {
      return network.layers().nodes().stream().anyMatch(node -> areIn(node.operation()));
    }
    Operation onImages = OneDimensional.onImages(operation);
    return onImages instanceof Conv2d
        || onImages instanceof Conv3d
        || onImages instanceof ConvTranspose2d;
  }

  @Override
  public void forward(Pass pass) {
    bordered = border.around(pass.x());
    new ForwardConvolution(plan, shape, bordered, pass.operand(WEIGHTS), pass.result()).append();
    if (bias) {
      new Bias(plan, y).add(pass.operand(BIAS), pass.result());
    }
  }

  @Override
  public void remember(Pass pass) {
    bordered = border.around(pass.x());
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    DeviceArray x = bordered == null ? pass.x() : bordered;
    gradients.of(BIAS, ofBias -> new Bias(plan, y).gradient(ofResult, ofBias));
    gradients.of(
        WEIGHTS, ofWeights -> new WeightsGradient(plan, shape, x, ofResult, ofWeights).append());
    gradients.of(
        X,
        ofX -> {
          DeviceArray place = border.place(ofX);
          new DataGradient(plan, shape, pass.operand(WEIGHTS), ofResult, place).append();
          border.takeOut(place, ofX);
        });
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}

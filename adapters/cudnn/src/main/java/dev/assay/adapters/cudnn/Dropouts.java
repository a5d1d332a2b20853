package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Dropout;

/** Dropout by a mask that is given, as a product: cuDNN's own draws its mask and tells nobody. */
final class Dropouts implements Layer {
  private static final int X = 0;
  private static final int MASK = 1;

  private final Arithmetic arithmetic;
  private final int[] sizes;
  private final double scale;

  Dropouts(Plan plan, Dropout dropout) {
    arithmetic = new Arithmetic(plan);
    sizes = Dimensions.of(dropout.shape());
    scale = 1 / (1 - dropout.rate());
  }

  @Override
  public void forward(Pass pass) {
    multiply(pass.x(), pass.operand(MASK), pass.result());
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(X, ofX -> multiply(ofResult, pass.operand(MASK), ofX));
  }

  private void multiply(DeviceArray values, DeviceArray mask, DeviceArray result) {
    arithmetic.multiply(
        scale, arithmetic.operand(values, sizes), arithmetic.operand(mask, sizes), result);
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}

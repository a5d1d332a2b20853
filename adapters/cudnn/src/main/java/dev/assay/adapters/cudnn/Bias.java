package dev.assay.adapters.cudnn;

/** A number per channel that is added to all of its elements. */
final class Bias {
  private final Arithmetic arithmetic;
  private final int[] sizes;

  /**
   * A bias.
   *
   * @param sizes of what it is added to; the second axis is the channels
   */
  Bias(Plan plan, int[] sizes) {
    this.arithmetic = new Arithmetic(plan);
    this.sizes = sizes.clone();
  }

  void add(DeviceArray bias, DeviceArray y) {
    arithmetic.addInto(perChannel(bias), arithmetic.operand(y, sizes));
  }

  void gradient(DeviceArray ofY, DeviceArray ofBias) {
    arithmetic.sumToChannels(arithmetic.operand(ofY, sizes), perChannel(ofBias));
  }

  private Arithmetic.Operand perChannel(DeviceArray array) {
    return arithmetic.operand(array, Dimensions.perChannel(sizes));
  }
}

package dev.assay.adapters.cudnn;

import org.bytedeco.cuda.cudnn.cudnnActivationStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.FloatPointer;

/** Tells where data are positive, by the gradient of a relu. */
final class ReluMask {
  private final Plan plan;
  private final DeviceArray x;
  private final cudnnActivationStruct relu;
  private final cudnnTensorStruct sizes;

  ReluMask(Plan plan, DeviceArray x, int[] sizes) {
    this.plan = plan;
    this.x = x;
    this.relu = plan.descriptors().activation(cudnn.CUDNN_ACTIVATION_RELU);
    this.sizes = plan.descriptors().tensor(sizes);
  }

  /** result += factor·values where the data are positive. */
  void accumulate(double factor, DeviceArray values, DeviceArray result) {
    Gpu gpu = plan.gpu();
    FloatPointer ofValues = plan.factor(factor);
    plan.cudnn(
        "cudnnActivationBackward",
        () ->
            cudnn.cudnnActivationBackward(
                gpu.dnn(),
                relu,
                ofValues,
                sizes,
                x.pointer(),
                sizes,
                values.pointer(),
                sizes,
                x.pointer(),
                gpu.one(),
                sizes,
                result.pointer()));
  }
}

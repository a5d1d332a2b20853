package dev.assay.adapters.cudnn;

import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.FloatPointer;

/** y = γ·(x − μ)/√(v + ε) + β with given μ and v: cuDNN's batch normalisation in inference. */
final class FixedNormalization {
  private final Plan plan;
  private final int mode;
  private final double epsilon;
  private final cudnnTensorStruct data;
  private final cudnnTensorStruct parameters;

  private FixedNormalization(Plan plan, int mode, int[] sizes, int[] ofParameters, double epsilon) {
    this.plan = plan;
    this.mode = mode;
    this.epsilon = epsilon;
    data = plan.descriptors().tensor(sizes);
    parameters = plan.descriptors().tensor(ofParameters);
  }

  /** With parameters for each channel. */
  static FixedNormalization perChannel(Plan plan, int[] sizes, double epsilon) {
    return new FixedNormalization(
        plan, cudnn.CUDNN_BATCHNORM_SPATIAL, sizes, Dimensions.perChannel(sizes), epsilon);
  }

  /** With parameters for each element of one example. */
  static FixedNormalization perElement(Plan plan, int size) {
    int[] sizes = {1, 1, 1, size};
    return new FixedNormalization(plan, cudnn.CUDNN_BATCHNORM_PER_ACTIVATION, sizes, sizes, 0);
  }

  /**
   * What is given.
   *
   * @param gamma γ
   * @param beta β
   * @param mean μ
   * @param variance v
   */
  record Parameters(DeviceArray gamma, DeviceArray beta, DeviceArray mean, DeviceArray variance) {}

  /** Appends it. */
  void append(DeviceArray x, Parameters given, DeviceArray y) {
    append(plan.gpu().one(), x, given, plan.gpu().zero(), y);
  }

  /** Appends y = factor·(…) + kept·y. */
  void append(
      FloatPointer factor, DeviceArray x, Parameters given, FloatPointer kept, DeviceArray y) {
    Gpu gpu = plan.gpu();
    plan.cudnn(
        "cudnnBatchNormalizationForwardInference",
        () ->
            cudnn.cudnnBatchNormalizationForwardInference(
                gpu.dnn(),
                mode,
                factor,
                kept,
                data,
                x.pointer(),
                data,
                y.pointer(),
                parameters,
                given.gamma().pointer(),
                given.beta().pointer(),
                given.mean().pointer(),
                given.variance().pointer(),
                epsilon));
  }
}

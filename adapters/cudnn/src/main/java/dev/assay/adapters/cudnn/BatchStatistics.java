package dev.assay.adapters.cudnn;

import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * cuDNN's batch normalisation in training: the mean and deviation of each channel over batch and
 * positions, saved for the gradients.
 */
final class BatchStatistics {
  private final Plan plan;
  private final double epsilon;
  private final int channels;
  private final cudnnTensorStruct data;
  private final cudnnTensorStruct parameters;
  private final DeviceArray mean;
  private final DeviceArray inverseDeviation;

  /**
   * Those of data.
   *
   * @param sizes of the data; the second axis is the channels
   */
  BatchStatistics(Plan plan, int[] sizes, double epsilon) {
    this.plan = plan;
    this.epsilon = epsilon;
    channels = sizes[1];
    data = plan.descriptors().tensor(sizes);
    parameters = plan.descriptors().tensor(Dimensions.perChannel(sizes));
    mean = plan.allocate(channels);
    inverseDeviation = plan.allocate(channels);
  }

  /**
   * Appends y = γ·x̂ + β.
   *
   * @param running statistics to be moved by the same call, if any
   */
  void normalize(
      DeviceArray x,
      DeviceArray gamma,
      DeviceArray beta,
      DeviceArray y,
      @Nullable RunningStatistics running) {
    double weight = running == null ? 0 : running.weight();
    FloatPointer ofMean = running == null ? null : running.mean().now().pointer();
    FloatPointer ofVariance = running == null ? null : running.variance().now().pointer();
    Gpu gpu = plan.gpu();
    plan.cudnn(
        "cudnnBatchNormalizationForwardTraining",
        () ->
            cudnn.cudnnBatchNormalizationForwardTraining(
                gpu.dnn(),
                cudnn.CUDNN_BATCHNORM_SPATIAL,
                gpu.one(),
                gpu.zero(),
                data,
                x.pointer(),
                data,
                y.pointer(),
                parameters,
                gamma.pointer(),
                beta.pointer(),
                weight,
                ofMean,
                ofVariance,
                epsilon,
                mean.pointer(),
                inverseDeviation.pointer()));
  }

  /**
   * Appends the gradients.
   *
   * @param ofX that of the data
   * @param ofGamma Σ g·x̂
   * @param ofBeta Σ g
   */
  void gradients(
      DeviceArray x,
      DeviceArray ofY,
      DeviceArray gamma,
      DeviceArray ofX,
      DeviceArray ofGamma,
      DeviceArray ofBeta) {
    Gpu gpu = plan.gpu();
    plan.cudnn(
        "cudnnBatchNormalizationBackward",
        () ->
            cudnn.cudnnBatchNormalizationBackward(
                gpu.dnn(),
                cudnn.CUDNN_BATCHNORM_SPATIAL,
                gpu.one(),
                gpu.zero(),
                gpu.one(),
                gpu.zero(),
                data,
                x.pointer(),
                data,
                ofY.pointer(),
                data,
                ofX.pointer(),
                parameters,
                gamma.pointer(),
                ofGamma.pointer(),
                ofBeta.pointer(),
                epsilon,
                mean.pointer(),
                inverseDeviation.pointer()));
  }

  int channels() {
    return channels;
  }
}

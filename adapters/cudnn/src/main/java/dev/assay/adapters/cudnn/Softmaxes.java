package dev.assay.adapters.cudnn;

import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.tensor.Shape;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Softmax and its logarithm along any axis, which is put in the place of the channels. cuDNN knows
 * no β: the data are multiplied by it first, and the gradient at no cost.
 */
final class Softmaxes implements Layer {
  private static final int X = 0;
  private static final int PER_PLACE = cudnn.CUDNN_SOFTMAX_MODE_CHANNEL;

  private final Plan plan;
  private final int algorithm;
  private final double beta;
  private final int[] sizes;
  private final cudnnTensorStruct rows;

  private Softmaxes(Plan plan, int algorithm, Shape shape, int axis, double beta) {
    this.plan = plan;
    this.algorithm = algorithm;
    this.beta = beta;
    sizes = Dimensions.around(shape, axis);
    rows = plan.descriptors().tensor(sizes);
  }

  static Softmaxes of(Plan plan, Softmax softmax) {
    return new Softmaxes(
        plan, cudnn.CUDNN_SOFTMAX_ACCURATE, softmax.shape(), softmax.axis(), softmax.beta());
  }

  static Softmaxes of(Plan plan, LogSoftmax softmax) {
    return new Softmaxes(
        plan, cudnn.CUDNN_SOFTMAX_LOG, softmax.shape(), softmax.axis(), softmax.beta());
  }

  @Override
  public void forward(Pass pass) {
    DeviceArray x = scaled(pass.x());
    Gpu gpu = plan.gpu();
    plan.cudnn(
        "cudnnSoftmaxForward",
        () ->
            cudnn.cudnnSoftmaxForward(
                gpu.dnn(),
                algorithm,
                PER_PLACE,
                gpu.one(),
                rows,
                x.pointer(),
                gpu.zero(),
                rows,
                pass.result().pointer()));
  }

  private DeviceArray scaled(DeviceArray x) {
    if (beta == 1) {
      return x;
    }
    Arithmetic arithmetic = new Arithmetic(plan);
    DeviceArray product = plan.allocate(x.size());
    arithmetic.scaled(beta, arithmetic.operand(x, sizes), product);
    return product;
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(X, ofX -> gradient(1, pass.result(), ofResult, ofX));
  }

  /** Appends the gradient of the data, times a factor. */
  void gradient(double factor, DeviceArray y, DeviceArray ofY, DeviceArray ofX) {
    Gpu gpu = plan.gpu();
    FloatPointer scale = plan.factor(factor * beta);
    plan.cudnn(
        "cudnnSoftmaxBackward",
        () ->
            cudnn.cudnnSoftmaxBackward(
                gpu.dnn(),
                algorithm,
                PER_PLACE,
                scale,
                rows,
                y.pointer(),
                rows,
                ofY.pointer(),
                gpu.zero(),
                rows,
                ofX.pointer()));
  }
}

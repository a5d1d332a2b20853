package dev.assay.adapters.cudnn;

import java.util.function.IntSupplier;
import org.bytedeco.cuda.cudnn.cudnnOpTensorStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What cuDNN and cuBLAS compute element by element, appended to a plan. A result may lie where the
 * first operand does, but not where only the second does.
 */
final class Arithmetic {
  private final Plan plan;
  private final Gpu gpu;

  Arithmetic(Plan plan) {
    this.plan = plan;
    this.gpu = plan.gpu();
  }

  /**
   * An array as {@code OpTensor} and its like see it.
   *
   * @param descriptor its axes; those of a second operand may be 1 instead
   * @param array its numbers
   */
  record Operand(cudnnTensorStruct descriptor, DeviceArray array) {}

  /** An array by its sizes. */
  Operand operand(DeviceArray array, int... sizes) {
    return new Operand(plan.descriptors().tensor(sizes), array);
  }

  /** An array whose shape does not matter. */
  Operand flat(DeviceArray array) {
    return operand(array, 1, 1, 1, array.size());
  }

  /** c = factor·a·b. */
  void multiply(double factor, Operand a, Operand b, DeviceArray c) {
    binary(cudnn.CUDNN_OP_TENSOR_MUL, factor, a, 1, b, 0, c);
  }

  /** c = a·b. */
  void multiply(Operand a, Operand b, DeviceArray c) {
    multiply(1, a, b, c);
  }

  /** c = factor·a·b + kept·c. */
  void multiplyInto(double factor, Operand a, Operand b, double kept, DeviceArray c) {
    binary(cudnn.CUDNN_OP_TENSOR_MUL, factor, a, 1, b, kept, c);
  }

  /** c = a + b. */
  void add(Operand a, Operand b, DeviceArray c) {
    add(1, a, 1, b, c);
  }

  /** c = ofA·a + ofB·b. */
  void add(double ofA, Operand a, double ofB, Operand b, DeviceArray c) {
    binary(cudnn.CUDNN_OP_TENSOR_ADD, ofA, a, ofB, b, 0, c);
  }

  /** c = max(a, b). */
  void maximum(Operand a, Operand b, DeviceArray c) {
    binary(cudnn.CUDNN_OP_TENSOR_MAX, 1, a, 1, b, 0, c);
  }

  /** c = min(a, b). */
  void minimum(Operand a, Operand b, DeviceArray c) {
    binary(cudnn.CUDNN_OP_TENSOR_MIN, 1, a, 1, b, 0, c);
  }

  /** c += √(factor·a), with a factor that may change from run to run. */
  void addRoot(FloatPointer factor, Operand a, DeviceArray c) {
    // The second operand of this operation is not looked at.
    binary(cudnn.CUDNN_OP_TENSOR_SQRT, factor, a, gpu.one(), a, gpu.one(), c);
  }

  /** c = operation(ofA·a, ofB·b) + kept·c. */
  private void binary(
      int code, double ofA, Operand a, double ofB, Operand b, double kept, DeviceArray c) {
    binary(code, plan.factor(ofA), a, plan.factor(ofB), b, plan.factor(kept), c);
  }

  private void binary(
      int code,
      FloatPointer ofA,
      Operand a,
      FloatPointer ofB,
      Operand b,
      FloatPointer kept,
      DeviceArray c) {
    cudnnOpTensorStruct operation = plan.descriptors().operation(code);
    plan.cudnn(
        "cudnnOpTensor",
        () ->
            cudnn.cudnnOpTensor(
                gpu.dnn(),
                operation,
                ofA,
                a.descriptor(),
                a.array().pointer(),
                ofB,
                b.descriptor(),
                b.array().pointer(),
                kept,
                a.descriptor(),
                c.pointer()));
  }

  /** c += a, which may have axes of size 1 where c has more: a bias. */
  void addInto(Operand a, Operand c) {
    plan.cudnn(
        "cudnnAddTensor",
        () ->
            cudnn.cudnnAddTensor(
                gpu.dnn(),
                gpu.one(),
                a.descriptor(),
                a.array().pointer(),
                gpu.one(),
                c.descriptor(),
                c.array().pointer()));
  }

  /** The sums over all but the channels: the gradient of what was added to each of them. */
  void sumToChannels(Operand a, Operand sums) {
    plan.cudnn(
        "cudnnConvolutionBackwardBias",
        () ->
            cudnn.cudnnConvolutionBackwardBias(
                gpu.dnn(),
                gpu.one(),
                a.descriptor(),
                a.array().pointer(),
                gpu.zero(),
                sums.descriptor(),
                sums.array().pointer()));
  }

  /** c = factor·a. */
  void scaled(double factor, Operand a, DeviceArray c) {
    FloatPointer ofA = plan.factor(factor);
    plan.cudnn(
        "cudnnTransformTensor",
        () ->
            cudnn.cudnnTransformTensor(
                gpu.dnn(),
                ofA,
                a.descriptor(),
                a.array().pointer(),
                gpu.zero(),
                a.descriptor(),
                c.pointer()));
  }

  /** Every element of c becomes a number. */
  void fill(double number, Operand c) {
    FloatPointer value = plan.factor(number);
    plan.cudnn(
        "cudnnSetTensor",
        () -> cudnn.cudnnSetTensor(gpu.dnn(), c.descriptor(), c.array().pointer(), value));
  }

  /** y += factor·x. */
  void accumulate(double factor, DeviceArray x, DeviceArray y) {
    FloatPointer alpha = plan.factor(factor);
    plan.cublas(
        "cublasSaxpy",
        () -> cublas.cublasSaxpy_v2(gpu.blas(), x.size(), alpha, x.pointer(), 1, y.pointer(), 1));
  }

  /** x = factor·x. */
  void scale(double factor, DeviceArray x) {
    if (factor == 1) {
      return;
    }
    FloatPointer alpha = plan.factor(factor);
    plan.cublas(
        "cublasSscal", () -> cublas.cublasSscal_v2(gpu.blas(), x.size(), alpha, x.pointer(), 1));
  }

  /** x = factor·x, with a factor that lies on the card. */
  void scale(DeviceArray factor, DeviceArray x) {
    onCard(
        "cublasSscal",
        () -> cublas.cublasSscal_v2(gpu.blas(), x.size(), factor.pointer(), x.pointer(), 1));
  }

  /** result = Σ x·y. */
  void dot(DeviceArray x, DeviceArray y, DeviceArray result) {
    onCard(
        "cublasSdot",
        () ->
            cublas.cublasSdot_v2(
                gpu.blas(), x.size(), x.pointer(), 1, y.pointer(), 1, result.pointer()));
  }

  /** Copies every so manieth number to every so manieth. */
  void copy(int count, DeviceArray x, int stepOfX, DeviceArray y, int stepOfY) {
    plan.cublas(
        "cublasScopy",
        () -> cublas.cublasScopy_v2(gpu.blas(), count, x.pointer(), stepOfX, y.pointer(), stepOfY));
  }

  /** A call of cuBLAS's whose single numbers lie on the card, so that nobody waits for them. */
  private void onCard(String name, IntSupplier call) {
    plan.cublas(
        name,
        () -> {
          cublas.cublasSetPointerMode_v2(gpu.blas(), cublas.CUBLAS_POINTER_MODE_DEVICE);
          int status = call.getAsInt();
          cublas.cublasSetPointerMode_v2(gpu.blas(), cublas.CUBLAS_POINTER_MODE_HOST);
          return status;
        });
  }
}

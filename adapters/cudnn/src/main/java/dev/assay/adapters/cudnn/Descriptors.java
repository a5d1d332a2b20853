package dev.assay.adapters.cudnn;

import dev.assay.spi.Releases;
import org.bytedeco.cuda.cudnn.cudnnActivationStruct;
import org.bytedeco.cuda.cudnn.cudnnConvolutionStruct;
import org.bytedeco.cuda.cudnn.cudnnFilterStruct;
import org.bytedeco.cuda.cudnn.cudnnLRNStruct;
import org.bytedeco.cuda.cudnn.cudnnOpTensorStruct;
import org.bytedeco.cuda.cudnn.cudnnPoolingStruct;
import org.bytedeco.cuda.cudnn.cudnnReduceTensorStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;

/** cuDNN's descriptors, released together with what uses them. */
final class Descriptors {
  private static final int FLOAT = cudnn.CUDNN_DATA_FLOAT;
  private static final int PROPAGATE_NAN = cudnn.CUDNN_PROPAGATE_NAN;

  private final Releases releases;

  Descriptors(Releases releases) {
    this.releases = releases;
  }

  /** A row-major array. */
  cudnnTensorStruct tensor(int... sizes) {
    return strided(sizes, Dimensions.strides(sizes));
  }

  /** An array whose neighbours along each axis lie so far apart. */
  cudnnTensorStruct strided(int[] sizes, int[] strides) {
    cudnnTensorStruct tensor = new cudnnTensorStruct();
    Check.cudnn("cudnnCreateTensorDescriptor", cudnn.cudnnCreateTensorDescriptor(tensor));
    releases.add(() -> cudnn.cudnnDestroyTensorDescriptor(tensor));
    Check.cudnn(
        "cudnnSetTensorNdDescriptor",
        cudnn.cudnnSetTensorNdDescriptor(tensor, FLOAT, sizes.length, sizes, strides));
    return tensor;
  }

  /** The weights of a convolution: outputs, inputs per group, then the kernel. */
  cudnnFilterStruct filter(int... sizes) {
    cudnnFilterStruct filter = new cudnnFilterStruct();
    Check.cudnn("cudnnCreateFilterDescriptor", cudnn.cudnnCreateFilterDescriptor(filter));
    releases.add(() -> cudnn.cudnnDestroyFilterDescriptor(filter));
    Check.cudnn(
        "cudnnSetFilterNdDescriptor",
        cudnn.cudnnSetFilterNdDescriptor(
            filter, FLOAT, cudnn.CUDNN_TENSOR_NCHW, sizes.length, sizes));
    return filter;
  }

  /** A convolution; its math type is yet to be set. */
  cudnnConvolutionStruct convolution(int[] pads, int[] strides, int[] dilations, int groups) {
    cudnnConvolutionStruct convolution = new cudnnConvolutionStruct();
    Check.cudnn(
        "cudnnCreateConvolutionDescriptor", cudnn.cudnnCreateConvolutionDescriptor(convolution));
    releases.add(() -> cudnn.cudnnDestroyConvolutionDescriptor(convolution));
    Check.cudnn(
        "cudnnSetConvolutionNdDescriptor",
        cudnn.cudnnSetConvolutionNdDescriptor(
            convolution,
            pads.length,
            pads,
            strides,
            dilations,
            cudnn.CUDNN_CROSS_CORRELATION,
            FLOAT));
    Check.cudnn(
        "cudnnSetConvolutionGroupCount", cudnn.cudnnSetConvolutionGroupCount(convolution, groups));
    return convolution;
  }

  cudnnPoolingStruct pooling(int mode, int[] kernel, int[] pads, int[] strides) {
    cudnnPoolingStruct pooling = new cudnnPoolingStruct();
    Check.cudnn("cudnnCreatePoolingDescriptor", cudnn.cudnnCreatePoolingDescriptor(pooling));
    releases.add(() -> cudnn.cudnnDestroyPoolingDescriptor(pooling));
    Check.cudnn(
        "cudnnSetPoolingNdDescriptor",
        cudnn.cudnnSetPoolingNdDescriptor(
            pooling, mode, PROPAGATE_NAN, kernel.length, kernel, pads, strides));
    return pooling;
  }

  cudnnActivationStruct activation(int mode) {
    double noCoefficient = 0;
    cudnnActivationStruct activation = new cudnnActivationStruct();
    Check.cudnn(
        "cudnnCreateActivationDescriptor", cudnn.cudnnCreateActivationDescriptor(activation));
    releases.add(() -> cudnn.cudnnDestroyActivationDescriptor(activation));
    Check.cudnn(
        "cudnnSetActivationDescriptor",
        cudnn.cudnnSetActivationDescriptor(activation, mode, PROPAGATE_NAN, noCoefficient));
    return activation;
  }

  cudnnLRNStruct localResponse(int size, double alpha, double beta, double k) {
    cudnnLRNStruct norm = new cudnnLRNStruct();
    Check.cudnn("cudnnCreateLRNDescriptor", cudnn.cudnnCreateLRNDescriptor(norm));
    releases.add(() -> cudnn.cudnnDestroyLRNDescriptor(norm));
    Check.cudnn("cudnnSetLRNDescriptor", cudnn.cudnnSetLRNDescriptor(norm, size, alpha, beta, k));
    return norm;
  }

  /** An operation on two arrays, element by element. */
  cudnnOpTensorStruct operation(int code) {
    cudnnOpTensorStruct operation = new cudnnOpTensorStruct();
    Check.cudnn("cudnnCreateOpTensorDescriptor", cudnn.cudnnCreateOpTensorDescriptor(operation));
    releases.add(() -> cudnn.cudnnDestroyOpTensorDescriptor(operation));
    Check.cudnn(
        "cudnnSetOpTensorDescriptor",
        cudnn.cudnnSetOpTensorDescriptor(operation, code, FLOAT, PROPAGATE_NAN));
    return operation;
  }

  /** The largest along some axes, and where it is. */
  cudnnReduceTensorStruct maximum() {
    cudnnReduceTensorStruct reduction = new cudnnReduceTensorStruct();
    Check.cudnn(
        "cudnnCreateReduceTensorDescriptor", cudnn.cudnnCreateReduceTensorDescriptor(reduction));
    releases.add(() -> cudnn.cudnnDestroyReduceTensorDescriptor(reduction));
    Check.cudnn(
        "cudnnSetReduceTensorDescriptor",
        cudnn.cudnnSetReduceTensorDescriptor(
            reduction,
            cudnn.CUDNN_REDUCE_TENSOR_MAX,
            FLOAT,
            PROPAGATE_NAN,
            cudnn.CUDNN_REDUCE_TENSOR_FLATTENED_INDICES,
            cudnn.CUDNN_32BIT_INDICES));
    return reduction;
  }
}

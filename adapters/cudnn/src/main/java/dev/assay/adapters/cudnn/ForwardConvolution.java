package dev.assay.adapters.cudnn;

import java.util.List;
import java.util.Set;
import org.bytedeco.cuda.cudnn.cudnnConvolutionFwdAlgoPerf_t;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** The output of a convolution. */
final class ForwardConvolution extends ConvolutionCall {
  /** In the order of cuDNN's codes. */
  static final List<String> ALGORITHMS =
      List.of(
          "IMPLICIT_GEMM",
          "IMPLICIT_PRECOMP_GEMM",
          "GEMM",
          "DIRECT",
          "FFT",
          "FFT_TILING",
          "WINOGRAD",
          "WINOGRAD_NONFUSED");

  private final DeviceArray input;
  private final DeviceArray kernels;
  private final DeviceArray output;

  ForwardConvolution(
      Plan plan,
      ConvolutionShape shape,
      DeviceArray input,
      DeviceArray kernels,
      DeviceArray output) {
    super(plan, "cudnnConvolutionForward", shape);
    this.input = input;
    this.kernels = kernels;
    this.output = output;
  }

  @Override
  List<String> algorithms() {
    return ALGORITHMS;
  }

  @Override
  Set<String> unrepeatable() {
    return Set.of();
  }

  @Override
  int workspace(int algorithm, SizeTPointer bytes) {
    return cudnn.cudnnGetConvolutionForwardWorkspaceSize(
        gpu().dnn(), x(), weights(), convolution(), y(), algorithm, bytes);
  }

  @Override
  List<Candidate> measure(Pointer workspace, long bytes) {
    try (cudnnConvolutionFwdAlgoPerf_t list = new cudnnConvolutionFwdAlgoPerf_t(room())) {
      return candidates(
          "cudnnFindConvolutionForwardAlgorithmEx",
          count ->
              cudnn.cudnnFindConvolutionForwardAlgorithmEx(
                  gpu().dnn(),
                  x(),
                  input.pointer(),
                  weights(),
                  kernels.pointer(),
                  convolution(),
                  y(),
                  output.pointer(),
                  room(),
                  count,
                  list,
                  workspace,
                  bytes),
          i -> candidate(list.getPointer(i)));
    }
  }

  @Override
  List<Candidate> guess() {
    try (cudnnConvolutionFwdAlgoPerf_t list = new cudnnConvolutionFwdAlgoPerf_t(room())) {
      return candidates(
          "cudnnGetConvolutionForwardAlgorithm_v7",
          count ->
              cudnn.cudnnGetConvolutionForwardAlgorithm_v7(
                  gpu().dnn(), x(), weights(), convolution(), y(), room(), count, list),
          i -> candidate(list.getPointer(i)));
    }
  }

  private static Candidate candidate(cudnnConvolutionFwdAlgoPerf_t found) {
    return new Candidate(
        found.algo(), found.status(), found.memory(), found.determinism(), found.mathType());
  }

  @Override
  int run(int algorithm, Pointer workspace, long bytes) {
    return cudnn.cudnnConvolutionForward(
        gpu().dnn(),
        gpu().one(),
        x(),
        input.pointer(),
        weights(),
        kernels.pointer(),
        convolution(),
        algorithm,
        workspace,
        bytes,
        gpu().zero(),
        y(),
        output.pointer());
  }
}

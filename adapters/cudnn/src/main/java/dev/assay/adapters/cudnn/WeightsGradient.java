package dev.assay.adapters.cudnn;

import java.util.List;
import java.util.Set;
import org.bytedeco.cuda.cudnn.cudnnConvolutionBwdFilterAlgoPerf_t;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** The gradient of the weights of a convolution. */
final class WeightsGradient extends ConvolutionCall {
  /** In the order of cuDNN's codes. */
  static final List<String> ALGORITHMS =
      List.of("ALGO_0", "ALGO_1", "FFT", "ALGO_3", "WINOGRAD", "WINOGRAD_NONFUSED", "FFT_TILING");

  private final DeviceArray input;
  private final DeviceArray ofOutput;
  private final DeviceArray ofKernels;

  WeightsGradient(
      Plan plan,
      ConvolutionShape shape,
      DeviceArray input,
      DeviceArray ofOutput,
      DeviceArray ofKernels) {
    super(plan, "cudnnConvolutionBackwardFilter", shape);
    this.input = input;
    this.ofOutput = ofOutput;
    this.ofKernels = ofKernels;
  }

  @Override
  List<String> algorithms() {
    return ALGORITHMS;
  }

  @Override
  Set<String> unrepeatable() {
    return Set.of("ALGO_0", "ALGO_3");
  }

  @Override
  int workspace(int algorithm, SizeTPointer bytes) {
    return cudnn.cudnnGetConvolutionBackwardFilterWorkspaceSize(
        gpu().dnn(), x(), y(), convolution(), weights(), algorithm, bytes);
  }

  @Override
  List<Candidate> measure(Pointer workspace, long bytes) {
    try (cudnnConvolutionBwdFilterAlgoPerf_t list =
        new cudnnConvolutionBwdFilterAlgoPerf_t(room())) {
      return candidates(
          "cudnnFindConvolutionBackwardFilterAlgorithmEx",
          count ->
              cudnn.cudnnFindConvolutionBackwardFilterAlgorithmEx(
                  gpu().dnn(),
                  x(),
                  input.pointer(),
                  y(),
                  ofOutput.pointer(),
                  convolution(),
                  weights(),
                  ofKernels.pointer(),
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
    try (cudnnConvolutionBwdFilterAlgoPerf_t list =
        new cudnnConvolutionBwdFilterAlgoPerf_t(room())) {
      return candidates(
          "cudnnGetConvolutionBackwardFilterAlgorithm_v7",
          count ->
              cudnn.cudnnGetConvolutionBackwardFilterAlgorithm_v7(
                  gpu().dnn(), x(), y(), convolution(), weights(), room(), count, list),
          i -> candidate(list.getPointer(i)));
    }
  }

  private static Candidate candidate(cudnnConvolutionBwdFilterAlgoPerf_t found) {
    return new Candidate(
        found.algo(), found.status(), found.memory(), found.determinism(), found.mathType());
  }

  @Override
  int run(int algorithm, Pointer workspace, long bytes) {
    return cudnn.cudnnConvolutionBackwardFilter(
        gpu().dnn(),
        gpu().one(),
        x(),
        input.pointer(),
        y(),
        ofOutput.pointer(),
        convolution(),
        algorithm,
        workspace,
        bytes,
        gpu().zero(),
        weights(),
        ofKernels.pointer());
  }
}

package dev.assay.adapters.cudnn;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.cuda.cudnn.cudnnConvolutionBwdFilterAlgoPerf_t;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** The gradient of the weights of a convolution. */
final class WeightsGradient extends ConvolutionCall {
  /** In the order of cuDNN's codes. */
  private static final List<String> ALGORITHMS =
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
  int workspace(int algorithm, SizeTPointer bytes) {
    return cudnn.cudnnGetConvolutionBackwardFilterWorkspaceSize(
        gpu().dnn(), x(), y(), convolution(), weights(), algorithm, bytes);
  }

  @Override
  List<Candidate> measure(Pointer workspace, long bytes) {
    int[] found = new int[1];
    try (cudnnConvolutionBwdFilterAlgoPerf_t list =
        new cudnnConvolutionBwdFilterAlgoPerf_t(room())) {
      Check.cudnn(
          "cudnnFindConvolutionBackwardFilterAlgorithmEx",
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
              found,
              list,
              workspace,
              bytes));
      return candidates(list, found[0]);
    }
  }

  @Override
  List<Candidate> guess() {
    int[] found = new int[1];
    try (cudnnConvolutionBwdFilterAlgoPerf_t list =
        new cudnnConvolutionBwdFilterAlgoPerf_t(room())) {
      Check.cudnn(
          "cudnnGetConvolutionBackwardFilterAlgorithm_v7",
          cudnn.cudnnGetConvolutionBackwardFilterAlgorithm_v7(
              gpu().dnn(), x(), y(), convolution(), weights(), room(), found, list));
      return candidates(list, found[0]);
    }
  }

  private static List<Candidate> candidates(cudnnConvolutionBwdFilterAlgoPerf_t list, int count) {
    return LongStream.range(0, count).mapToObj(list::getPointer).map(Candidate::of).toList();
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

package dev.assay.adapters.cudnn;

import java.util.List;
import java.util.Set;
import org.bytedeco.cuda.cudnn.cudnnConvolutionBwdDataAlgoPerf_t;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** The gradient of the data of a convolution. */
final class DataGradient extends ConvolutionCall {
  /** In the order of cuDNN's codes. */
  static final List<String> ALGORITHMS =
      List.of("ALGO_0", "ALGO_1", "FFT", "FFT_TILING", "WINOGRAD", "WINOGRAD_NONFUSED");

  private final DeviceArray kernels;
  private final DeviceArray ofOutput;
  private final DeviceArray ofInput;

  DataGradient(
      Plan plan,
      ConvolutionShape shape,
      DeviceArray kernels,
      DeviceArray ofOutput,
      DeviceArray ofInput) {
    super(plan, "cudnnConvolutionBackwardData", shape);
    this.kernels = kernels;
    this.ofOutput = ofOutput;
    this.ofInput = ofInput;
  }

  @Override
  List<String> algorithms() {
    return ALGORITHMS;
  }

  @Override
  Set<String> unrepeatable() {
    return Set.of("ALGO_0");
  }

  @Override
  int workspace(int algorithm, SizeTPointer bytes) {
    return cudnn.cudnnGetConvolutionBackwardDataWorkspaceSize(
        gpu().dnn(), weights(), y(), convolution(), x(), algorithm, bytes);
  }

  @Override
  List<Candidate> measure(Pointer workspace, long bytes) {
    try (cudnnConvolutionBwdDataAlgoPerf_t list = new cudnnConvolutionBwdDataAlgoPerf_t(room())) {
      return candidates(
          "cudnnFindConvolutionBackwardDataAlgorithmEx",
          count ->
              cudnn.cudnnFindConvolutionBackwardDataAlgorithmEx(
                  gpu().dnn(),
                  weights(),
                  kernels.pointer(),
                  y(),
                  ofOutput.pointer(),
                  convolution(),
                  x(),
                  ofInput.pointer(),
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
    try (cudnnConvolutionBwdDataAlgoPerf_t list = new cudnnConvolutionBwdDataAlgoPerf_t(room())) {
      return candidates(
          "cudnnGetConvolutionBackwardDataAlgorithm_v7",
          count ->
              cudnn.cudnnGetConvolutionBackwardDataAlgorithm_v7(
                  gpu().dnn(), weights(), y(), convolution(), x(), room(), count, list),
          i -> candidate(list.getPointer(i)));
    }
  }

  private static Candidate candidate(cudnnConvolutionBwdDataAlgoPerf_t found) {
    return new Candidate(
        found.algo(), found.status(), found.memory(), found.determinism(), found.mathType());
  }

  @Override
  int run(int algorithm, Pointer workspace, long bytes) {
    return cudnn.cudnnConvolutionBackwardData(
        gpu().dnn(),
        gpu().one(),
        weights(),
        kernels.pointer(),
        y(),
        ofOutput.pointer(),
        convolution(),
        algorithm,
        workspace,
        bytes,
        gpu().zero(),
        x(),
        ofInput.pointer());
  }
}

package dev.assay.adapters.cudnn;

import org.bytedeco.cuda.cudnn.cudnnConvolutionBwdDataAlgoPerf_t;
import org.bytedeco.cuda.cudnn.cudnnConvolutionBwdFilterAlgoPerf_t;
import org.bytedeco.cuda.cudnn.cudnnConvolutionFwdAlgoPerf_t;
import org.bytedeco.cuda.global.cudnn;

/**
 * An algorithm for a convolution, as cuDNN's search reports it.
 *
 * @param algorithm cuDNN's code, which has another meaning in each direction
 * @param status whether it can compute this one
 * @param workspaceBytes the memory that it needs beside its arrays
 * @param deterministic whether it gives the same bits every time
 * @param mathType the arithmetic
 */
record Candidate(
    int algorithm, int status, long workspaceBytes, boolean deterministic, int mathType) {

  static Candidate of(cudnnConvolutionFwdAlgoPerf_t found) {
    return new Candidate(
        found.algo(),
        found.status(),
        found.memory(),
        found.determinism() == cudnn.CUDNN_DETERMINISTIC,
        found.mathType());
  }

  static Candidate of(cudnnConvolutionBwdDataAlgoPerf_t found) {
    return new Candidate(
        found.algo(),
        found.status(),
        found.memory(),
        found.determinism() == cudnn.CUDNN_DETERMINISTIC,
        found.mathType());
  }

  static Candidate of(cudnnConvolutionBwdFilterAlgoPerf_t found) {
    return new Candidate(
        found.algo(),
        found.status(),
        found.memory(),
        found.determinism() == cudnn.CUDNN_DETERMINISTIC,
        found.mathType());
  }

  boolean computes() {
    return status == cudnn.CUDNN_STATUS_SUCCESS;
  }
}

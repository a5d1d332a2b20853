package dev.assay.adapters.cudnn;

import org.bytedeco.cuda.global.cudnn;

/**
 * An algorithm for a convolution, as cuDNN's search reports it.
 *
 * @param algorithm cuDNN's code, which has another meaning in each direction
 * @param status whether it can compute this one, by cuDNN's code
 * @param workspaceBytes the memory that it needs beside its arrays
 * @param determinism whether it gives the same bits every time, by cuDNN's code
 * @param mathType the arithmetic, by cuDNN's code
 */
record Candidate(int algorithm, int status, long workspaceBytes, int determinism, int mathType) {

  boolean computes() {
    return status == cudnn.CUDNN_STATUS_SUCCESS;
  }

  boolean isDeterministic() {
    return determinism == cudnn.CUDNN_DETERMINISTIC;
  }
}

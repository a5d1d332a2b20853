package dev.assay.adapters.cudnn;

import dev.assay.spi.BackendProcess;
import dev.assay.spi.UnsupportedProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;

/** Turns the codes that the libraries return into exceptions that name the call and the reason. */
final class Check {
  /** cuDNN's codes for "not supported" and its reasons. */
  private static final int FIRST_UNSUPPORTED = cudnn.CUDNN_STATUS_NOT_SUPPORTED;

  private static final int END_UNSUPPORTED = cudnn.CUDNN_STATUS_INTERNAL_ERROR;

  /** Those of them, and others, that say nothing of a problem: libraries do not go together. */
  private static final Set<Integer> BROKEN =
      Set.of(
          cudnn.CUDNN_STATUS_SUBLIBRARY_VERSION_MISMATCH,
          cudnn.CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED,
          cudnn.CUDNN_STATUS_NOT_SUPPORTED_INCOMPATIBLE_CUDA_DRIVER,
          cudnn.CUDNN_STATUS_NOT_SUPPORTED_INCOMPATIBLE_CUDART,
          cudnn.CUDNN_STATUS_NOT_SUPPORTED_RUNTIME_PREREQUISITE_MISSING,
          cudnn.CUDNN_STATUS_NOT_SUPPORTED_SUBLIBRARY_UNAVAILABLE);

  private static final int LONGEST_DETAIL = 512;

  /** What a kernel dies of, and the process's context on the card with it. */
  private static final Set<Integer> LOST =
      Set.of(
          cudart.cudaErrorECCUncorrectable,
          cudart.cudaErrorIllegalAddress,
          cudart.cudaErrorLaunchTimeout,
          cudart.cudaErrorContextIsDestroyed,
          cudart.cudaErrorAssert,
          cudart.cudaErrorHardwareStackError,
          cudart.cudaErrorIllegalInstruction,
          cudart.cudaErrorMisalignedAddress,
          cudart.cudaErrorInvalidAddressSpace,
          cudart.cudaErrorInvalidPc,
          cudart.cudaErrorLaunchFailure);

  /** Where an allocation of cuDNN's own failed: on the card, or on the processor. */
  private static final Set<Integer> OUT_OF_MEMORY =
      Set.of(
          cudnn.CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED,
          cudnn.CUDNN_STATUS_INTERNAL_ERROR_HOST_ALLOCATION_FAILED);

  private Check() {}

  /**
   * Looks at a code of the runtime's.
   *
   * @throws UnsupportedProblemException if the card has too little memory
   */
  static void cuda(String call, int status) {
    if (status != cudart.cudaSuccess) {
      // The runtime keeps an error until it is asked, and would tell the next call of it again.
      cudart.cudaGetLastError();
      String reason =
          cudart.cudaGetErrorName(status).getString()
              + ": "
              + cudart.cudaGetErrorString(status).getString();
      if (isLost(status)) {
        BackendProcess.leave(call + ": " + reason);
      }
      if (status == cudart.cudaErrorMemoryAllocation) {
        throw tooSmall(call);
      }
      throw new CudaException(cudart.class, call, reason);
    }
  }

  private static UnsupportedProblemException tooSmall(String call) {
    return new UnsupportedProblemException("not enough memory on the card: " + call);
  }

  /**
   * Looks at a code of cuBLAS's.
   *
   * @throws UnsupportedProblemException if the card has too little memory
   */
  static void cublas(String call, int status) {
    if (status != cublas.CUBLAS_STATUS_SUCCESS) {
      cuda(call, cudart.cudaDeviceSynchronize());
      if (status == cublas.CUBLAS_STATUS_ALLOC_FAILED) {
        throw tooSmall(call);
      }
      throw new CudaException(
          cublas.class,
          call,
          cublas.cublasGetStatusName(status).getString()
              + ": "
              + cublas.cublasGetStatusString(status).getString());
    }
  }

  /**
   * Looks at a code of cuDNN's.
   *
   * @throws UnsupportedProblemException if cuDNN says that it cannot do this, or has too little
   *     memory for it
   */
  static void cudnn(String call, int status) {
    if (status == cudnn.CUDNN_STATUS_SUCCESS) {
      return;
    }
    String name = cudnn.cudnnGetErrorString(status).getString();
    if (isUnsupported(status)) {
      throw new UnsupportedProblemException(call + " says " + name);
    }
    String reason = name + detail();
    cuda(call, cudart.cudaDeviceSynchronize());
    if (isOutOfMemory(status)) {
      throw new UnsupportedProblemException("not enough memory: " + call + " says " + name);
    }
    throw new CudaException(cudnn.class, call, reason);
  }

  /** Whether a process that met this error can do nothing on a card any more. */
  static boolean isLost(int status) {
    return LOST.contains(status);
  }

  /** Whether cuDNN got no memory for itself. */
  static boolean isOutOfMemory(int status) {
    return OUT_OF_MEMORY.contains(status);
  }

  static boolean isUnsupported(int status) {
    return status >= FIRST_UNSUPPORTED && status < END_UNSUPPORTED && !isBroken(status);
  }

  /** Whether cuDNN fails because of how it is installed, whatever it was asked for. */
  static boolean isBroken(int status) {
    return BROKEN.contains(status);
  }

  /** What cuDNN adds to the last code, if anything. */
  private static String detail() {
    byte[] text = new byte[LONGEST_DETAIL];
    cudnn.cudnnGetLastErrorString(text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return end == 0 ? "" : ": " + new String(text, 0, end, StandardCharsets.UTF_8);
  }
}

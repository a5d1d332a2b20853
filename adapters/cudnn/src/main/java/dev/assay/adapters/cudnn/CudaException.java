package dev.assay.adapters.cudnn;

import java.util.stream.Stream;

/** A call into CUDA, cuBLAS or cuDNN that failed. */
final class CudaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What Java writes where a method is native. */
  private static final int NATIVE = -2;

  /**
   * A call that failed.
   *
   * @param bindings the class that declares the native method
   * @param call its name
   * @param reason the code and what it means
   */
  CudaException(Class<?> bindings, String call, String reason) {
    super(call + ": " + reason);
    // The libraries return codes and throw nothing. Whoever asks where this comes from is to be
    // told
    // the library, not the line that looked at the code.
    StackTraceElement origin = new StackTraceElement(bindings.getName(), call, null, NATIVE);
    setStackTrace(
        Stream.concat(Stream.of(origin), Stream.of(getStackTrace()))
            .toArray(StackTraceElement[]::new));
  }
}

package dev.assay.adapters.onnxruntime;

import ai.onnxruntime.OrtException;

/** What ONNX Runtime says when it refuses something, which callers need not be ready for. */
final class Refusal {
  private Refusal() {}

  /** A call of ONNX Runtime. */
  @FunctionalInterface
  interface Call<T> {
    T get() throws OrtException;
  }

  /** Calls ONNX Runtime. */
  static <T> T rethrown(Call<T> call) {
    try {
      return call.get();
    } catch (OrtException e) {
      throw of(e);
    }
  }

  /** Not with its cause, which would be told instead; but as thrown where that was. */
  static RuntimeException of(OrtException cause) {
    RuntimeException refusal = new IllegalArgumentException(cause.getMessage());
    refusal.setStackTrace(cause.getStackTrace());
    return refusal;
  }
}

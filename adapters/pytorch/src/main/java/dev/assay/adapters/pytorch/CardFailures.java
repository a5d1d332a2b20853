package dev.assay.adapters.pytorch;

import java.util.List;

/** What PyTorch says where something fails on a card, whatever calls it. */
public final class CardFailures {
  /** What a kernel dies of, in CUDA's words, and the process's context on the card with it. */
  private static final List<String> LOST =
      List.of(
          "device-side assert triggered",
          "an illegal memory access was encountered",
          "an illegal instruction was encountered",
          "misaligned address",
          "unspecified launch failure",
          "the launch timed out and was terminated",
          "uncorrectable ECC error encountered");

  /** Where PyTorch itself allocates, and where the libraries that it calls do. */
  private static final List<String> OUT_OF_MEMORY =
      List.of(
          "CUDA out of memory",
          "CUDA error: out of memory",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "CUDNN_STATUS_ALLOC_FAILED",
          "CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED");

  private CardFailures() {}

  /** Whether a process that heard this can do nothing on a card any more. */
  public static boolean isLost(String message) {
    return LOST.stream().anyMatch(message::contains);
  }

  /** Whether the card has too little memory. */
  public static boolean isOutOfMemory(String message) {
    return OUT_OF_MEMORY.stream().anyMatch(message::contains);
  }
}

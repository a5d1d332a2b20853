package dev.assay.adapters.libtorch;

import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.function.Supplier;

/** What PyTorch says when it refuses something, without the native frames that it adds. */
final class Refusal {
  private static final String FRAMES = "\nException raised from ";

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

  private static final String OUT_OF_MEMORY = "CUDA out of memory";

  /** As of a process that was aborted. */
  private static final int ABORTED = 134;

  private Refusal() {}

  /** Calls PyTorch. */
  static <T> T shortened(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      if (isLost(message)) {
        leave(message);
      }
      if (message.contains(OUT_OF_MEMORY)) {
        throw new UnsupportedProblemException("not enough memory on the card");
      }
      int frames = message.indexOf(FRAMES);
      if (frames < 0) {
        throw e;
      }
      // Not as its cause, which would be told instead; but as thrown where PyTorch was called.
      RuntimeException shortened = new IllegalArgumentException(message.substring(0, frames));
      shortened.setStackTrace(e.getStackTrace());
      throw shortened;
    }
  }

  /** Whether a process that heard this can do nothing on a card any more. */
  static boolean isLost(String message) {
    return LOST.stream().anyMatch(message::contains);
  }

  /** Every later call would fail with the same error, whatever it is: a fresh process is needed. */
  private static void leave(String message) {
    System.err.println(message);
    Runtime.getRuntime().halt(ABORTED);
  }
}

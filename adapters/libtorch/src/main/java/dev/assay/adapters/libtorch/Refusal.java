package dev.assay.adapters.libtorch;

import dev.assay.adapters.pytorch.CardFailures;
import dev.assay.spi.BackendProcess;
import dev.assay.spi.UnsupportedProblemException;
import java.util.function.Supplier;

/** What PyTorch says when it refuses something, without the native frames that it adds. */
final class Refusal {
  private static final String FRAMES = "\nException raised from ";

  private Refusal() {}

  /** Calls PyTorch. */
  static <T> T shortened(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      if (CardFailures.isLost(message)) {
        BackendProcess.leave(message);
      }
      if (CardFailures.isOutOfMemory(message)) {
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
}

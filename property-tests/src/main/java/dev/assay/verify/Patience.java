package dev.assay.verify;

import dev.assay.host.Answer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many deaths of a backend's worker one piece of work bears with: it takes seconds to come up
 * again. Used by several threads at once.
 */
final class Patience {
  private static final int MOST_DEATHS = 8;

  private final AtomicInteger deaths = new AtomicInteger();

  /** Whether to go on after an answer. */
  boolean outlasts(Answer answer) {
    if (!(answer instanceof Answer.Replied)) {
      deaths.incrementAndGet();
    }
    return !isOver();
  }

  boolean isOver() {
    return deaths.get() >= MOST_DEATHS;
  }
}

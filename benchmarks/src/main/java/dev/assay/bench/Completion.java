package dev.assay.bench;

import dev.assay.spi.Execution;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A run whose results are fetched at once. A backend that only hands its work over returns from the
 * run before it is done, and whoever asks for the results waits for the rest: then fetching them
 * takes longer than fetching them again, by more than the run. Where a card is asked itself how
 * long it took, nobody needs to look: there fetching takes far longer than computing, and never
 * twice as long.
 *
 * @param results of the run
 * @param seconds that it took
 * @param rest how many seconds longer it took to fetch its results than to fetch them again; 0 if
 *     they came so soon that nobody had to know
 */
record Completion(List<float[]> results, double seconds, double rest) {
  /** In seconds; fetching something for the first time may take so much longer than again. */
  private static final double SLACK = 1e-4;

  /** Whatever disturbs does not disturb all of so many. */
  private static final int TRIES = 10;

  private static final double MILLI = 1e-3;
  private static final double NANO = 1e-9;

  /** Runs a problem from its beginning: once, unless it looks late, and then several times. */
  static Completion of(Execution execution, LongSupplier nanoTime) {
    Completion completion = once(execution, nanoTime);
    for (int i = 1; i < TRIES && completion.isLate(); i++) {
      if (execution.deviceSeconds().isPresent()) {
        return new Completion(completion.results, completion.seconds, 0);
      }
      completion = once(execution, nanoTime);
    }
    return completion;
  }

  private static Completion once(Execution execution, LongSupplier nanoTime) {
    execution.reset();
    long start = nanoTime.getAsLong();
    execution.run();
    long returned = nanoTime.getAsLong();
    List<float[]> results = execution.outputs();
    long fetched = nanoTime.getAsLong();
    Completion completion =
        new Completion(results, (returned - start) * NANO, (fetched - returned) * NANO);
    if (!completion.isLate()) {
      return new Completion(results, completion.seconds, 0);
    }
    execution.outputs();
    double again = (nanoTime.getAsLong() - fetched) * NANO;
    return new Completion(results, completion.seconds, completion.rest - again);
  }

  private boolean isLate() {
    return rest > seconds + SLACK;
  }

  /** Refuses a backend that returns before it is done. */
  void check() throws WithheldException {
    if (isLate()) {
      throw WithheldException.mistrusted(
          String.format(
              Locale.ROOT,
              "returns before it is done: after %.3g ms, and its results take %.3g ms more",
              seconds / MILLI,
              rest / MILLI));
    }
  }
}

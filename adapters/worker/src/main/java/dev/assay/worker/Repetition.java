package dev.assay.worker;

import dev.assay.spi.Repeatability;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A second run of one execution: what was said of its bits, and what was seen.
 *
 * @param declared by the library
 * @param seen by comparing them with those of the first run
 */
public record Repetition(Repeatability declared, Seen seen) {

  /** What the bits of a second run were. */
  public enum Seen {
    SAME_BITS,
    OTHER_BITS,
    /** There was no second run. */
    NOTHING;

    /** Compares all results of two runs. */
    public static Seen of(List<float[]> first, List<float[]> second) {
      return IntStream.range(0, first.size())
              .allMatch(i -> Arrays.equals(first.get(i), second.get(i)))
          ? SAME_BITS
          : OTHER_BITS;
    }
  }

  /** Of what was not run twice, if at all. */
  public static final Repetition NONE = new Repetition(Repeatability.UNSTATED, Seen.NOTHING);

  /** Whether the library promised the same bits and gave others. */
  public boolean breaksPromise() {
    return declared == Repeatability.PROMISED && seen == Seen.OTHER_BITS;
  }
}

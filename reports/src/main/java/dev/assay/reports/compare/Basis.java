package dev.assay.reports.compare;

import dev.assay.reports.record.NoiseRecord.Deviation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a time, or the mean of several, was taken of. How much such a mean varies by chance depends
 * on it: that of two problems varies more than that of seventy.
 *
 * @param members identifies which problems they are, each with its number of threads
 * @param seconds for how long each round of each of them was to be timed at least; 0 if not known
 * @param rounds how many of them each has at least
 */
record Basis(String members, double seconds, int rounds) {

  /** That of a ratio of times, which is known no better than the shorter of both. */
  static Basis of(Collection<SpeedPair> pairs) {
    // Where the base was computed by other threads, machines are compared, not noise.
    return new Basis(
        members(pairs.stream().map(SpeedPair::after).toList()),
        pairs.stream()
            .mapToDouble(pair -> Math.min(pair.before().seconds(), pair.after().seconds()))
            .min()
            .orElse(0),
        pairs.stream().mapToInt(SpeedPair::rounds).min().orElse(0));
  }

  /** A short name that times of the same problems share, whatever their order. */
  static String members(Collection<Timed> problems) {
    String texts =
        problems.stream()
            .map(timed -> timed.problem().text() + ", " + timed.threads() + "t")
            .sorted()
            .collect(Collectors.joining("\n"));
    return UUID.nameUUIDFromBytes(texts.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * Whether a deviation was measured on the same. What had more time, or more rounds, than that
   * varies less, so that the deviation is none too small.
   */
  boolean isThatOf(Deviation deviation) {
    return members.equals(deviation.members())
        && deviation.seconds() != null
        && seconds >= deviation.seconds()
        && rounds >= deviation.rounds();
  }
}

package dev.assay.reports.recommend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backend that can be recommended.
 *
 * @param seconds for all parts
 * @param ratio of its time to that of the fastest: 1 for the fastest
 * @param certainty how sure that is; null if there is a {@link Doubt}, or if too few of its own
 *     rounds count
 * @param wins of how many parts it is the fastest
 * @param memoryBytes the most memory it held while it was timed; null if not measured
 * @param share the largest share of its error bound that a result used; null if none was compared
 * @param arithmetic what its errors speak of; empty if too few elements tell
 * @param divergences known divergences of the operations that the purpose needs
 * @param warming whether much of it was still warming up when it was timed, so that it may be
 *     faster
 * @param dominated whether another one is clearly faster, and at least as good in memory and error
 */
public record Ranked(
    String backend,
    double seconds,
    double ratio,
    @Nullable Certainty certainty,
    int wins,
    @Nullable Long memoryBytes,
    @Nullable Double share,
    String arithmetic,
    List<String> divergences,
    boolean warming,
    boolean dominated) {

  /** Who is that close behind is as fast, to all intents. */
  static final double CLOSE = 0.02;

  /**
   * Who takes that many times as long is slower, however few rounds tell it: the worst spells that
   * were seen on a shared machine made a round take 20 % longer ({@code compare.Quickest} has the
   * figures), and this is more than two of them on top of each other.
   */
  static final double FAR = 1.5;

  public Ranked {
    divergences = List.copyOf(divergences);
  }

  /** Whether it might as well be ahead of the fastest: the less its rounds tell, the sooner. */
  boolean mayBeAhead() {
    return ratio <= 1 + CLOSE || (certainty == null ? ratio <= FAR : certainty.ratioLow() <= 1);
  }
}

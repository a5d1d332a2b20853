package dev.assay.reports.render;

import dev.assay.reports.record.Timing;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a time was taken, in lines for those who ask. */
final class TimingLines {
  private TimingLines() {}

  /** The time with its interval, its rounds, and what disturbed them. */
  static Stream<String> of(@Nullable Timing timing) {
    return timing == null
        ? Stream.of("not timed")
        : Stream.of(time(timing), device(timing), rounds(timing), disturbed(timing), steady(timing))
            .filter(line -> !line.isEmpty());
  }

  /** {@code time: 1.05 ms, 95 % interval 1.02–1.09}. */
  private static String time(Timing timing) {
    return "time: "
        + Numbers.milliseconds(timing.median())
        + " ms"
        + Numbers.named(timing.low(), timing.high(), Numbers::milliseconds);
  }

  /** {@code by the card's own clock, launching included: 0.98 ms, 93 % of it}. */
  private static String device(Timing timing) {
    return timing.device() == null
        ? ""
        : "by the card's own clock, launching included: %s ms, %s of it"
            .formatted(
                Numbers.milliseconds(timing.device()),
                Numbers.percent(timing.device() / timing.median()));
  }

  /** {@code 3 rounds, each in a process of its own, of 14, 10 and 12 iterations}. */
  private static String rounds(Timing timing) {
    List<Integer> sizes = timing.seconds().stream().map(List::size).toList();
    if (sizes.isEmpty()) {
      return "";
    }
    return (sizes.size() == 1 ? "1 round of " : sizes.size() + " rounds, a process each, of ")
        + sizes.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + " iterations";
  }

  private static String disturbed(Timing timing) {
    return timing.slowdown() == null
        ? "nobody looked whether iterations were disturbed"
        : "disturbed: " + timing.disturbed() + " of " + timing.iterations() + " iterations";
  }

  private static String steady(Timing timing) {
    if (timing.steady() == null) {
      return "nobody can tell whether it was still warming up";
    }
    return timing.steady()
        ? "as fast as it gets before it was timed"
        : "still warming up while it was timed";
  }
}

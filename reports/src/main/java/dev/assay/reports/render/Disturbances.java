package dev.assay.reports.render;

import dev.assay.bench.TimedRound;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.WholeNetworkRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a reader must know of how times were taken: what disturbed them, what was still warming. */
final class Disturbances {
  /** More than a few: a reader need not know of one in ten iterations that no median counts. */
  private static final double MANY = 0.1;

  private static final double PERCENT = 100;

  private Disturbances() {}

  /** {@code 7 of 30 iterations disturbed, still warming up}; empty if there is nothing to say. */
  static String remark(@Nullable Timing timing) {
    if (timing == null) {
      return "";
    }
    List<String> remarks = new ArrayList<>();
    if (timing.disturbed() > MANY * timing.iterations()) {
      remarks.add(timing.disturbed() + " of " + timing.iterations() + " iterations disturbed");
    }
    if (Boolean.FALSE.equals(timing.steady())) {
      remarks.add("still warming up");
    }
    if (timing.returnsEarly()) {
      remarks.add("returned before the card was done");
    }
    return String.join(", ", remarks);
  }

  /** The same of a whole network, of which a step may take longer than the warm-up. */
  static String ofNetwork(WholeNetworkRecord network) {
    Timing timing = network.timing();
    boolean unknown = timing != null && timing.steady() == null && timing.slowdown() != null;
    return Stream.of(remark(timing), unknown ? "too slow to tell whether it had warmed up" : "")
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** How many of a run's iterations were disturbed; empty if nobody looked. */
  static Optional<String> sentence(RunRecord run) {
    List<Timing> timings =
        Stream.concat(
                run.measurements().stream().map(MeasurementRecord::timing),
                run.training().stream().map(WholeNetworkRecord::timing))
            .filter(Objects::nonNull)
            .filter(timing -> timing.slowdown() != null)
            .toList();
    int iterations = timings.stream().mapToInt(Timing::iterations).sum();
    int disturbed = timings.stream().mapToInt(Timing::disturbed).sum();
    return iterations == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%.1f %% of %s timed iterations were disturbed: the machine was more than %.0f %%"
                    + " slower than at its best, or others had the backend's processors. They are"
                    + " in the record, and count only where a process has too few others.",
                PERCENT * disturbed / iterations,
                Numbers.count(iterations),
                PERCENT * (TimedRound.DISTURBED - 1)));
  }
}

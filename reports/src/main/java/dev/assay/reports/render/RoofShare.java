package dev.assay.reports.render;

import dev.assay.bench.Median;
import dev.assay.reports.compare.Timed;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much of what the machine can do one backend reaches in the middle.
 *
 * @param backend its name; with its threads where it cannot tell them itself
 * @param arithmetic {@code 73 % (41 problems)} of those that arithmetic limits
 * @param memory likewise of those that memory limits
 */
record RoofShare(String backend, String arithmetic, String memory) {

  /** Of all backends of whose limits all is known. */
  static List<RoofShare> of(RunRecord run, Roofs roofs) {
    List<RoofShare> shares = new ArrayList<>();
    for (BackendRecord started : run.backends()) {
      String backend = started.name();
      Optional<Roof> roof = roofs.of(backend);
      List<MeasurementRecord> timed =
          run.measurements().stream()
              .filter(m -> m.backend().equals(backend))
              .filter(m -> roofs.share(m).isPresent())
              .toList();
      if (roof.isPresent() && !timed.isEmpty()) {
        double balance = roof.get().balance();
        shares.add(
            new RoofShare(
                started.tellsNoThreads()
                    ? backend + ", " + BackendSummary.threads(started)
                    : backend,
                text(roofs, timed.stream().filter(m -> m.flops() >= balance * m.bytes()).toList()),
                text(roofs, timed.stream().filter(m -> m.flops() < balance * m.bytes()).toList())));
      }
    }
    return shares;
  }

  /** Who is neither among these nor in the chart, and why: {@code dl4j, of which …}. */
  static List<String> leftOut(RunRecord run, Roofs roofs) {
    return run.startedBackends().stream()
        .flatMap(backend -> obstacle(run, roofs, backend).map(why -> backend + ", " + why).stream())
        .toList();
  }

  private static Optional<String> obstacle(RunRecord run, Roofs roofs, String backend) {
    List<MeasurementRecord> right =
        run.measurements().stream()
            .filter(m -> m.backend().equals(backend) && Timed.usable(m).isPresent())
            .toList();
    if (right.isEmpty()) {
      return Optional.of("of which no layer has a right result and a time");
    }
    if (right.stream().anyMatch(m -> roofs.share(m).isPresent())) {
      return Optional.empty();
    }
    Integer threads = roofs.threads().get(backend);
    return Optional.of(
        threads == null
            ? "of which nobody knows with how many threads it computes"
            : "of whose limits with " + Numbers.threads(threads) + " not all were measured");
  }

  private static String text(Roofs roofs, List<MeasurementRecord> measurements) {
    double[] shares = measurements.stream().flatMapToDouble(m -> roofs.share(m).stream()).toArray();
    if (shares.length == 0) {
      return Numbers.NONE;
    }
    return "%s (%d problem%s)"
        .formatted(
            Numbers.percent(Median.of(shares)), shares.length, shares.length == 1 ? "" : "s");
  }
}

package dev.assay.reports.render;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reports.record.Metric;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The machine: what is known of it, what it can do at most, and how close its backends come.
 *
 * @param facts what it is
 * @param noise what makes its timings noisy
 * @param problems whose speeds are its limits
 * @param roofs its limits by number of threads; without rows if they were not measured
 * @param roofline its limits and all measured problems; without lines if not all are known
 * @param shares how much of them each backend reaches
 * @param leftOut backends that are neither in the roofline nor among the shares, and why
 * @param summary the limits in a line; empty if they are not known
 */
record Hardware(
    List<Fact> facts,
    List<String> noise,
    List<String> problems,
    RoofTable roofs,
    Roofline roofline,
    List<RoofShare> shares,
    List<String> leftOut,
    String summary) {

  static Hardware of(RunRecord run, Roofs roofs) {
    return new Hardware(
        Stream.concat(MachineFacts.of(run.machine()).stream(), CardFacts.of(run)).toList(),
        Stream.of(
                MachineFacts.noise(run.machine()).stream(),
                CardFacts.noise(run),
                Disturbances.sentence(run).stream(),
                idle(run, roofs))
            .flatMap(sentences -> sentences)
            .toList(),
        run.roofs().stream().map(RoofRecord::problem).distinct().toList(),
        RoofTable.of(run, roofs),
        Roofline.of(run, roofs),
        RoofShare.of(run, roofs),
        RoofShare.leftOut(run, roofs),
        roofs.usual().map(Hardware::summary).orElse(""));
  }

  /** Threads that add nothing to those before them. */
  private static Stream<String> idle(RunRecord run, Roofs roofs) {
    Integer processors = run.machine().cpu().threads();
    List<Roof> all =
        roofs.all().stream()
            .filter(roof -> roof.best().containsKey(Kind.MATRIX_PRODUCT))
            .filter(roof -> processors == null || roof.threads() <= processors)
            .toList();
    return IntStream.range(1, all.size())
        .filter(i -> all.get(i).precision() == all.get(i - 1).precision())
        .filter(i -> product(all.get(i)) <= product(all.get(i - 1)))
        .mapToObj(
            i ->
                "%s multiply matrices no faster than %d: processors may share a core, or other processes were running."
                    .formatted(Numbers.threads(all.get(i).threads()), all.get(i - 1).threads()));
  }

  private static double product(Roof roof) {
    return roof.limit(Kind.MATRIX_PRODUCT).map(Metric::value).orElseThrow();
  }

  /** {@code Roof with 2 threads: 214 GFLOP/s (djl-pytorch), 23.1 GB/s (djl-mxnet).} */
  private static String summary(Roof roof) {
    return Arrays.stream(Kind.values())
        .map(roof::text)
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", ", "Roof with " + roof.label() + ": ", "."));
  }
}

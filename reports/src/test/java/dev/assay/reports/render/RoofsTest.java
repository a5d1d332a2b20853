package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reports.record.Asked;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoofsTest {
  /** With two threads 200 GFLOP/s, reached by a, and 20 GB/s, reached by b; with one 120 and 10. */
  private static final RunRecord RUN =
      SampleRuns.begun()
          .with(backend("a", 2))
          .with(backend("b", 2))
          .with(roof("a", 2, 2, Kind.MATRIX_PRODUCT, Outcome.PASSED, 200))
          .with(roof("b", 2, 2, Kind.MATRIX_PRODUCT, Outcome.PASSED, 180))
          .with(roof("a", 2, 2, Kind.STREAM, Outcome.PASSED, 18))
          .with(roof("b", 2, 2, Kind.STREAM, Outcome.PASSED, 20))
          .with(roof("a", 1, 1, Kind.MATRIX_PRODUCT, Outcome.PASSED, 120))
          .with(roof("a", 1, 1, Kind.STREAM, Outcome.PASSED, 10));

  @Test
  void isTheBestOfAllBackendsWithAsManyThreads() {
    Roofs roofs = Roofs.of(RUN);
    assertThat(roofs.all()).extracting(Roof::threads).containsExactly(1, 2);
    Roof two = roofs.usual().orElseThrow();
    assertThat(two.peak()).isEqualTo(200, within(1e-9));
    assertThat(two.bandwidth()).isEqualTo(20, within(1e-9));
    assertThat(Hardware.of(RUN, roofs).summary())
        .isEqualTo("Roof with 2 threads: 200 GFLOP/s (a), 20.0 GB/s (b).");
  }

  @Test
  void whatIsWrongOrTakesOtherThreadsIsNone() {
    RunRecord run =
        RUN.with(roof("b", 2, 2, Kind.MATRIX_PRODUCT, Outcome.FAILED, 400))
            .with(roof("b", 1, 2, Kind.MATRIX_PRODUCT, Outcome.PASSED, 180));
    Roofs roofs = Roofs.of(run);
    assertThat(roofs.usual().orElseThrow().peak()).isEqualTo(200, within(1e-9));
    assertThat(roofs.all().get(0).peak()).isEqualTo(120, within(1e-9));
    assertThat(RoofTable.of(run, roofs).attempts().get(0).results())
        .extracting(RoofTable.Result::message)
        .containsExactly("", "computes with 2 threads");
  }

  @Test
  void whatReturnsBeforeTheCardIsDoneIsNone() {
    RoofRecord roof = roof("b", 2, 2, Kind.MATRIX_PRODUCT, Outcome.PASSED, 400);
    RunRecord run =
        RUN.with(
            new RoofRecord(
                roof.backend(),
                roof.threads(),
                roof.threadsReadBack(),
                roof.kind(),
                roof.problem(),
                roof.outcome(),
                null,
                new Timing(1, 0.9, 1.1, List.of(), null, null, 2.0, null),
                roof.flops(),
                roof.bytes(),
                null));
    Roofs roofs = Roofs.of(run);
    assertThat(roofs.usual().orElseThrow().peak()).isEqualTo(200, within(1e-9));
    assertThat(RoofTable.of(run, roofs).attempts().get(1).results())
        .extracting(RoofTable.Result::message)
        .containsExactly("", "returned before the card was done");
  }

  @Test
  void whatReturnsBeforeTheCardIsDoneHasNoShare() {
    Timing early = new Timing(1, 0.9, 1.1, List.of(), null, null, 2.0, null);
    Roofs roofs = Roofs.of(RUN);
    assertThat(
            roofs.share(
                new MeasurementBuilder("a", "conv2d").timing(early).work(100e9, 1e9).build()))
        .isEmpty();
    WholeNetworkBuilder training = new WholeNetworkBuilder("a", "lenet5", 8).flops(100e9);
    assertThat(roofs.share(training.timing(early, 2, 1).build())).isEmpty();
    Timing whole = new Timing(1, 0.9, 1.1, List.of());
    assertThat(roofs.share(training.timing(whole, 2, 1).build()))
        .hasValueCloseTo(0.5, within(1e-9));
  }

  @Test
  void theLongerOfBothLeastTimesCounts() {
    Roofs roofs = Roofs.of(RUN);
    // At 10 operations per byte both limits are met.
    assertThat(share(roofs, 100e9, 5e9, 1)).isEqualTo(0.5, within(1e-9));
    assertThat(share(roofs, 5e9, 5e9, 1)).isEqualTo(0.25, within(1e-9));
    assertThat(share(roofs, 0, 5e9, 0.5)).isEqualTo(0.5, within(1e-9));
    assertThat(share(roofs, 300e9, 5e9, 1)).isEqualTo(1.5, within(1e-9));
  }

  @Test
  void wrongResultsAndUnknownNumbersOfThreadsHaveNoShare() {
    RunRecord run = RUN.with(backend("c", 0)).with(backend("d", 4));
    Roofs roofs = Roofs.of(run);
    assertThat(roofs.share(measurement("a", Outcome.FAILED, 1e9, 1e9, 1.0))).isEmpty();
    assertThat(roofs.share(measurement("a", Outcome.PASSED, 1e9, 1e9, null))).isEmpty();
    assertThat(roofs.share(measurement("c", Outcome.PASSED, 1e9, 1e9, 1.0))).isEmpty();
    assertThat(roofs.share(measurement("d", Outcome.PASSED, 1e9, 1e9, 1.0))).isEmpty();
    assertThat(Roofs.of(SampleRuns.flawless()).all()).isEmpty();
  }

  /** By the threads that it was asked to compute with, and marked so. */
  @Test
  void aBackendThatTellsNoThreadsHasAShareOfWhatItWasAskedFor() {
    RunRecord run =
        RUN.with(
                new BackendRecord(
                    "c",
                    "c",
                    null,
                    "cpu",
                    0,
                    new TreeMap<>(),
                    null,
                    null,
                    null,
                    null,
                    new Asked(2, 1)))
            .with(measurement("c", Outcome.PASSED, 100e9, 1e9, 1.0));
    assertThat(RoofShare.of(run, Roofs.of(run)))
        .containsExactly(new RoofShare("c, 2 threads as asked", "50 % (1 problem)", "–"));
    assertThat(BackendSummary.of(run).get(2).place()).isEqualTo("cpu, 2 threads as asked");
  }

  @Test
  void whoHasNoShareIsNamedWithTheReason() {
    RunRecord run =
        RUN.with(backend("c", 0))
            .with(backend("d", 4))
            .with(measurement("a", Outcome.PASSED, 100e9, 1e9, 1.0))
            .with(measurement("b", Outcome.FAILED, 100e9, 1e9, 1.0))
            .with(measurement("c", Outcome.PASSED, 100e9, 1e9, 1.0))
            .with(measurement("d", Outcome.PASSED, 100e9, 1e9, 1.0));
    assertThat(RoofShare.leftOut(run, Roofs.of(run)))
        .containsExactly(
            "b, of which no layer has a right result and a time",
            "c, of which nobody knows with how many threads it computes",
            "d, of whose limits with 4 threads not all were measured");
  }

  @Test
  void aBackendsMediansStandApart() {
    RunRecord run = RUN;
    double[] seconds = {1, 2, 4};
    for (int i = 0; i < seconds.length; i++) {
      run = run.with(measurement("a", Outcome.PASSED, 100e9 + i, 1e9, seconds[i]));
    }
    run = run.with(measurement("a", Outcome.PASSED, 1e9, 2e9, 0.1));
    assertThat(RoofShare.of(run, Roofs.of(run)))
        .containsExactly(new RoofShare("a", "25 % (3 problems)", "100 % (1 problem)"));
  }

  /** Twice as fast, and no limit of those that multiply in float32. */
  @Test
  void shorterFactorsHaveARoofOfTheirOwn() {
    RunRecord run =
        RUN.with(
                new BackendRecord(
                    "t", "t", null, "cpu", 2, new TreeMap<>(), null, "tf32", null, null, null))
            .with(roof("t", 2, 2, Kind.MATRIX_PRODUCT, Outcome.PASSED, 400))
            .with(roof("t", 2, 2, Kind.STREAM, Outcome.PASSED, 25))
            .with(measurement("a", Outcome.PASSED, 100e9, 1e9, 1.0))
            .with(measurement("t", Outcome.PASSED, 100e9, 1e9, 1.0));
    Roofs roofs = Roofs.of(run);
    assertThat(roofs.all())
        .extracting(Roof::label)
        .containsExactly("1 thread", "2 threads", "2 threads, tf32");
    assertThat(roofs.share(run.measurements().get(0))).hasValueCloseTo(0.5, within(1e-9));
    assertThat(roofs.share(run.measurements().get(1))).hasValueCloseTo(0.25, within(1e-9));
    // Memory is as fast whatever is multiplied.
    assertThat(Hardware.of(run, roofs).summary())
        .isEqualTo("Roof with 2 threads: 200 GFLOP/s (a), 25.0 GB/s (t).");
    RoofTable table = RoofTable.of(run, roofs);
    assertThat(table.rows()).extracting(RoofTable.Row::label).containsExactly("1", "2", "2, tf32");
    assertThat(table.curves().get(0).points()).hasSize(2);
    assertThat(table.attempts().get(1).results())
        .extracting(RoofTable.Result::best)
        .containsExactly(true, false, true);
    assertThat(Roofline.of(run, roofs).lines())
        .extracting(Roofline.Line::usual)
        .containsExactly(false, true, false);
  }

  @Test
  void threadsThatAddNothingAreNamed() {
    String note = "2 threads multiply matrices no faster than 1: processors may share a core,";
    assertThat(Hardware.of(RUN, Roofs.of(RUN)).noise()).noneMatch(n -> n.startsWith("2 threads"));
    RunRecord shared = RUN.with(roof("b", 1, 1, Kind.MATRIX_PRODUCT, Outcome.PASSED, 201));
    assertThat(Hardware.of(shared, Roofs.of(shared)).noise()).anyMatch(n -> n.startsWith(note));
  }

  @Test
  void scalingIsThatOfTheBest() {
    RoofTable table = RoofTable.of(RUN, Roofs.of(RUN));
    assertThat(table.rows().get(0).cells())
        .extracting(RoofTable.Limit::scaling)
        .containsExactly("", "");
    assertThat(table.rows().get(1).cells())
        .extracting(RoofTable.Limit::scaling)
        .containsExactly("1.67×", "2.00×");
    assertThat(table.curves().get(1).points())
        .hasSize(2)
        .last()
        .satisfies(point -> assertThat(point).containsExactly(2, 2));
  }

  private static double share(Roofs roofs, double flops, double bytes, double seconds) {
    return roofs.share(measurement("a", Outcome.PASSED, flops, bytes, seconds)).orElseThrow();
  }

  private static BackendRecord backend(String name, int threads) {
    return new BackendRecord(name, name, null, "cpu", threads, new TreeMap<>(), null);
  }

  private static RoofRecord roof(
      String backend, int threads, int readBack, Kind kind, Outcome outcome, double giga) {
    double work = giga * 1e9;
    return new RoofRecord(
        backend,
        threads,
        readBack,
        kind,
        kind.toString(),
        outcome,
        null,
        new Timing(1, 0.9, 1.1, List.of()),
        work,
        work,
        null);
  }

  private static MeasurementRecord measurement(
      String backend, Outcome outcome, double flops, double bytes, @Nullable Double seconds) {
    return new MeasurementBuilder(backend, "conv2d " + flops)
        .outcome(outcome)
        .seconds(seconds)
        .work(flops, bytes)
        .build();
  }
}

package dev.assay.reports.record;

import dev.assay.bench.RoofProblem;
import dev.assay.bench.RoofProblem.Kind;
import dev.assay.verify.Outcome;
import java.util.SplittableRandom;

/**
 * The roofs of made-up runs, measured with one thread and with two; one backend multiplies wrongly
 * with two, another takes two in any case.
 */
final class SampleRoofs {
  private SampleRoofs() {}

  static RunRecord addTo(RunRecord begun) {
    RunRecord run = begun;
    for (BackendRecord backend : SampleBackends.ALL) {
      double slowness = 1 + 0.05 * SampleBackends.ALL.indexOf(backend);
      for (int threads = 1; threads <= 2; threads++) {
        run =
            run.with(roof(backend, threads, Kind.MATRIX_PRODUCT, 0.08 * slowness))
                .with(roof(backend, threads, Kind.STREAM, 0.0175 * slowness));
      }
    }
    return run;
  }

  private static RoofRecord roof(BackendRecord backend, int threads, Kind kind, double seconds) {
    boolean product = kind == Kind.MATRIX_PRODUCT;
    boolean wrong = product && threads == 2 && backend.equals(SampleBackends.MXNET);
    RoofProblem problem = product ? RoofProblem.product(2048) : RoofProblem.stream(128 << 20);
    double factor = threads == 2 ? 1 : product ? 1.95 : 1.3;
    return new RoofRecord(
        backend.name(),
        threads,
        backend.equals(SampleBackends.DL4J) ? 2 : threads,
        kind,
        problem.problem().toString(),
        wrong ? Outcome.FAILED : Outcome.PASSED,
        wrong ? "output[0,0] is 1.0, expected 2.0" : null,
        wrong ? null : SampleTimes.about(seconds * factor, new SplittableRandom(threads)),
        problem.problem().cost().flops(),
        problem.problem().cost().bytes(),
        wrong ? null : "jmh/" + backend.name() + "-roof-" + threads + "t-1.json");
  }
}

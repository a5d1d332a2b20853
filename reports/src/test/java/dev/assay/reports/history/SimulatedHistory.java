package dev.assay.reports.history;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.MachineRecord.Cpu;
import dev.assay.reports.record.MachineRecord.Limits;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.SamplePrecision;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.VerificationBuilder;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.verify.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Daily runs of two backends. All problems of a run share some of its noise, the rest is their own;
 * now and then a run takes much longer.
 *
 * @param processor of the machine
 * @param problems that each backend is timed with
 * @param noise standard deviation of the logarithm of a time between runs
 */
public record SimulatedHistory(String processor, int problems, double noise) {
  public static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

  private static final double OUTLIERS = 0.04;
  private static final int FAMILIES = 5;
  private static final int TRIES = 400;

  /** As on a quiet machine. */
  public static SimulatedHistory quiet(String processor, int problems) {
    return new SimulatedHistory(processor, problems, 0.01);
  }

  /**
   * A run.
   *
   * @param day since the start
   * @param version of dl4j
   * @param factor times of four fifths of dl4j's problems
   * @param wrong whether dl4j's convolutions are
   */
  public RunRecord run(int day, String version, double factor, boolean wrong) {
    // Of one seed after another, Random draws alike.
    SplittableRandom random = new SplittableRandom(31L * day + processor.hashCode());
    Instant started = START.plus(Duration.ofDays(day));
    RunRecord run =
        RunRecord.begin(
            "run-" + day, started, "assay run", day, TRIES, "0.1.0", machine(), null, List.of());
    double shared = noise / 2 * random.nextGaussian();
    if (random.nextDouble() < OUTLIERS) {
      shared += random.nextDouble();
    }
    for (String backend : List.of("dl4j", "djl-pytorch")) {
      boolean changes = backend.equals("dl4j");
      run =
          run.with(backend(backend, changes ? version : "2.7.1"))
              .with(verification(backend, "conv2d", "forward", changes && wrong))
              .with(verification(backend, "relu", "forward", false));
      for (int i = 0; i < problems; i++) {
        double own = noise * random.nextGaussian();
        double step = changes && i % FAMILIES != 0 ? factor : 1;
        run = run.with(measurement(backend, i, 1e-3 * (i + 1) * step * Math.exp(shared + own)));
      }
    }
    return run.end(RunState.FINISHED, started.plusSeconds(900));
  }

  /** Runs on so many days, of which those from some on differ. */
  public List<RunRecord> runs(int days, int from, String version, double factor) {
    List<RunRecord> runs = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      runs.add(day < from ? run(day, "1.0.0-beta7", 1, false) : run(day, version, factor, false));
    }
    return runs;
  }

  private MachineRecord machine() {
    return new MachineRecord(
        new Cpu(
            processor, "amd64", 8, 16, List.of("avx2"), new TreeMap<>(), null, null, null, null),
        16L << 30,
        "Debian GNU/Linux 12",
        "6.1.0",
        List.of(),
        false,
        null,
        new Limits(null, null),
        "OpenJDK 64-Bit Server VM 17.0.15",
        List.of(),
        null);
  }

  private static BackendRecord backend(String name, String version) {
    return new BackendRecord(
        name, name, null, "cpu", 8, new TreeMap<>(Map.of("library", version)), null);
  }

  private static VerificationRecord verification(
      String backend, String operation, String direction, boolean wrong) {
    return new VerificationBuilder(
            backend,
            operation,
            direction,
            wrong
                ? Map.of(Outcome.PASSED, TRIES - 3, Outcome.FAILED, 3)
                : Map.of(Outcome.PASSED, TRIES))
        .precision(SamplePrecision.of("f32", 0.5))
        .build();
  }

  private static MeasurementRecord measurement(String backend, int number, double seconds) {
    String operation =
        List.of("relu", "conv2d", "linear", "softmax", "tanh").get(number % FAMILIES);
    return new MeasurementBuilder(backend, operation + " forward n=" + (number + 1))
        .layer("network", "layer" + number, 1)
        .timing(
            new Timing(
                seconds,
                seconds * 0.998,
                seconds * 1.002,
                IntStream.range(0, 3).mapToObj(round -> List.of(seconds, seconds)).toList()))
        .build();
  }
}

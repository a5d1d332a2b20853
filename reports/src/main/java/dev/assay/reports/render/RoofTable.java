package dev.assay.reports.render;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reports.record.Metric;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the machine by number of threads, and how close each backend came to them.
 *
 * @param rows the fewest threads first
 * @param attempts what each backend reached
 * @param backends names of the columns of the attempts
 */
record RoofTable(List<Row> rows, List<Attempt> attempts, List<String> backends) {

  /**
   * The limits with so many threads.
   *
   * @param label {@code 2}, {@code 2, tf32}
   * @param scaled whether it is of the precision whose scaling is drawn
   * @param cells arithmetic, then memory
   */
  record Row(int threads, String label, boolean scaled, List<Limit> cells) {
    /** Where it is in the page; empty where another row has as many threads. */
    public String anchor() {
      return scaled ? Anchors.roof(threads) : "";
    }
  }

  /**
   * One limit.
   *
   * @param rate {@code 214}, of one process, so without an interval; empty if no result was right
   * @param scaling {@code 1.97×} that with the fewest threads; empty for these
   * @param backend who reached it
   * @param factor of that with the fewest threads; null if either is not known
   * @param details how it was measured
   */
  record Limit(
      String rate, String scaling, String backend, @Nullable Double factor, Details details) {
    static final Limit EMPTY = new Limit("", "", "", null, Details.NONE);
  }

  /**
   * What all backends made of one limit with so many threads.
   *
   * @param limit its name and unit
   * @param results one for each backend
   */
  record Attempt(String limit, int threads, List<Result> results) {}

  /**
   * One backend's attempt.
   *
   * @param rate empty if there is none
   * @param best whether it is the limit
   * @param message why it is none; empty if there is a rate
   * @param details how it was measured
   */
  record Result(String rate, boolean best, String message, Details details) {}

  static RoofTable of(RunRecord run, Roofs roofs) {
    List<String> backends = run.roofs().stream().map(RoofRecord::backend).distinct().toList();
    List<Roof> all = roofs.all();
    return new RoofTable(
        all.stream().map(roof -> row(run, roof, all)).toList(),
        Arrays.stream(Kind.values())
            .flatMap(
                kind ->
                    all.stream()
                        .map(Roof::threads)
                        .distinct()
                        .sorted()
                        .map(threads -> attempt(run, kind, threads, roofs, backends)))
            .toList(),
        backends);
  }

  private static Row row(RunRecord run, Roof roof, List<Roof> all) {
    Roof fewest =
        all.stream().filter(r -> r.precision() == roof.precision()).findFirst().orElseThrow();
    return new Row(
        roof.threads(),
        roof.threads() + roof.shortFactors(),
        roof.precision() == all.get(0).precision(),
        Arrays.stream(Kind.values()).map(kind -> limit(run, kind, roof, fewest)).toList());
  }

  private static Limit limit(RunRecord run, Kind kind, Roof roof, Roof fewest) {
    RoofRecord best = roof.best().get(kind);
    Optional<Metric> rate = roof.limit(kind);
    if (best == null || rate.isEmpty()) {
      return Limit.EMPTY;
    }
    Double factor =
        fewest.limit(kind).map(least -> rate.get().value() / least.value()).orElse(null);
    return new Limit(
        Numbers.measured(rate.get().value()),
        roof.equals(fewest) || factor == null ? "" : Numbers.times(factor),
        best.backend(),
        factor,
        details(run, best));
  }

  private static Attempt attempt(
      RunRecord run, Kind kind, int threads, Roofs roofs, List<String> backends) {
    Function<String, Result> result =
        backend ->
            run.roofs().stream()
                .filter(r -> r.backend().equals(backend))
                .filter(r -> r.kind() == kind && r.threads() == threads)
                .map(r -> result(run, r, roofs.isBest(r)))
                .findFirst()
                .orElse(new Result("", false, "not tried", Details.NONE));
    return new Attempt(
        switch (kind) {
          case MATRIX_PRODUCT -> "matrix product, GFLOP/s";
          case STREAM -> "stream, GB/s";
        },
        threads,
        backends.stream().map(result).toList());
  }

  private static Result result(RunRecord run, RoofRecord roof, boolean best) {
    Details details = details(run, roof);
    Metric rate = roof.rate();
    if (rate != null) {
      return new Result(Numbers.measured(rate.value()), best, "", details);
    }
    return new Result("", false, reason(roof), details);
  }

  /** Why there is no rate. */
  private static String reason(RoofRecord roof) {
    Integer said = roof.threadsReadBack();
    if (said != null && said != roof.threads()) {
      return "computes with " + Numbers.threads(said);
    }
    return roof.timing() != null && roof.timing().returnsEarly()
        ? "returned before the card was done"
        : Objects.requireNonNullElse(roof.message(), "not timed");
  }

  private static Details details(RunRecord run, RoofRecord roof) {
    return Details.of(
        Stream.concat(
            Stream.of(
                roof.problem(),
                "on " + Numbers.threads(roof.threads()) + ": " + Sign.of(roof.outcome()).word(),
                roof.message() == null ? "" : roof.message()),
            TimingLines.of(roof.timing())),
        // The loop in plain Java is no backend.
        run.startedBackends().contains(roof.backend())
            ? List.of(
                new Fact(
                    "verify again",
                    Reproducer.of(run, roof.backend(), roof.threads()).problem(roof.problem())))
            : List.of());
  }

  /** Whether the limits were measured with several numbers of threads. */
  public boolean several() {
    return rows.stream().filter(Row::scaled).count() > 1;
  }

  /** What a chart of the scaling shows. */
  public List<Scaling> curves() {
    return List.of(new Scaling("matrix product", points(0)), new Scaling("stream", points(1)));
  }

  private List<double[]> points(int limit) {
    return rows.stream()
        .filter(Row::scaled)
        .filter(row -> row.cells().get(limit).factor() != null)
        .map(
            row ->
                new double[] {
                  row.threads(), Objects.requireNonNull(row.cells().get(limit).factor())
                })
        .toList();
  }

  /**
   * How one limit grows with the number of threads.
   *
   * @param points threads, and how many times as fast as with the fewest
   */
  record Scaling(String name, List<double[]> points) {}
}

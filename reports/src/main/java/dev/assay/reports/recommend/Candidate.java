package dev.assay.reports.recommend;

import dev.assay.bench.Resampling;
import dev.assay.reference.numeric.PrecisionClass;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reports.recommend.Purpose.Part;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.spi.Device;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One backend, looked at for one purpose.
 *
 * @param threads how many it was asked to time layers with; 0 if that is not known, and for whole
 *     networks, which are timed with as many as the purpose says
 * @param times of each part that it was timed with, whether its results are right or not
 * @param failings what keeps it from being recommended; empty if nothing does
 * @param missing labels of the parts that it was not timed with
 * @param divergences known divergences of the operations that the purpose needs
 * @param memoryBytes the most memory it held while it was timed; null if not measured
 * @param share the largest share of its error bound that a result of its parts used; null if none
 *     was compared
 * @param arithmetic the coarsest that it declares or that its errors speak of, in the operations of
 *     the purpose; null if it declares none and too few elements tell
 */
record Candidate(
    String backend,
    int threads,
    Map<Part, Timing> times,
    List<String> failings,
    List<String> missing,
    List<String> divergences,
    @Nullable Long memoryBytes,
    @Nullable Double share,
    @Nullable PrecisionClass arithmetic) {
  private static final double MIB = 1 << 20;

  /** Parts that take less of the time hardly change it. */
  private static final double MUCH = 0.1;

  static Candidate of(
      RunRecord run, BackendRecord backend, Purpose purpose, Requirements requirements) {
    String name = backend.name();
    if (backend.error() != null) {
      return new Candidate(
          name,
          0,
          Map.of(),
          List.of("could not be started: " + backend.error()),
          List.of(),
          List.of(),
          null,
          null,
          null);
    }
    Map<Part, Timing> times = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (Part part : purpose.parts()) {
      Result result = Result.of(run, name, purpose, part);
      if (result.timing != null) {
        times.put(part, result.timing);
      }
      if (result.outcome.isWrong() || result.outcome == Outcome.KNOWN) {
        wrong.add("gets " + part.label() + " wrong: " + result.message);
      } else if (result.timing == null) {
        missing.add(part.label() + (result.message.isEmpty() ? "" : " (" + result.message + ")"));
      }
      Optional.ofNullable(result.share).ifPresent(shares::add);
    }
    List<VerificationRecord> verifications =
        run.verifications().stream()
            .filter(v -> v.backend().equals(name) && purpose.operations().contains(v.operation()))
            .filter(v -> purpose.takesGradients() || v.isForward())
            .toList();
    wrong.addAll(wrong(run, name, purpose, verifications));
    Long memory = memory(run, backend, purpose);
    PrecisionClass arithmetic = arithmetic(backend, verifications);
    wrong.addAll(unmet(requirements, memory, arithmetic));
    return new Candidate(
        name,
        purpose.isLayers() ? backend.threadsAskedFor() : 0,
        times,
        wrong,
        missing,
        new ArrayList<>(
            verifications.stream()
                .flatMap(v -> v.known().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))),
        memory,
        shares.stream().max(Comparator.naturalOrder()).orElse(null),
        arithmetic);
  }

  /** What is wrong with the operations that the purpose takes. */
  private static List<String> wrong(
      RunRecord run, String backend, Purpose purpose, List<VerificationRecord> verifications) {
    Stream<String> problems =
        verifications.stream()
            .filter(VerificationRecord::isWrong)
            .map(
                v ->
                    String.format(
                        "fails %d of %d random problems of %s %s",
                        v.outcomes().wrong(), v.tries(), v.operation(), v.direction()));
    Stream<String> uncounted =
        run.uncountedFailures().stream()
            .filter(
                f -> f.backend().equals(backend) && purpose.operations().contains(f.operation()))
            .filter(f -> purpose.takesGradients() || f.isForward())
            .map(finding -> "fails " + finding.problem() + ": " + finding.message());
    Stream<String> laws =
        run.laws().stream()
            .filter(law -> law.backend().equals(backend) && law.isWrong())
            .filter(law -> purpose.operations().contains(law.operation()))
            .map(law -> "violates the law '" + law.law() + "' of " + law.operation());
    Stream<String> threads =
        run.threads().stream()
            .filter(t -> t.backend().equals(backend) && t.isWrong())
            .filter(t -> purpose.operations().contains(operation(t.problem())))
            .map(t -> wrong(t.threads(), t.problem()));
    Stream<String> roofs =
        run.roofs().stream()
            .filter(roof -> roof.backend().equals(backend) && roof.isWrong())
            .filter(roof -> purpose.operations().contains(operation(roof.problem())))
            .map(roof -> wrong(roof.threads(), roof.problem()));
    return Stream.of(problems, uncounted, laws, threads, roofs)
        .flatMap(reasons -> reasons)
        .toList();
  }

  private static String wrong(int threads, String problem) {
    return String.format(
        "is wrong with %d thread%s: %s", threads, threads == 1 ? "" : "s", problem);
  }

  private static String operation(String problem) {
    return problem.split(" ", 2)[0];
  }

  private static List<String> unmet(
      Requirements requirements, @Nullable Long memory, @Nullable PrecisionClass arithmetic) {
    List<String> unmet = new ArrayList<>();
    Long limit = requirements.memoryBytes();
    if (limit != null && memory != null && memory > limit) {
      unmet.add(String.format("holds %.0f MiB, more than allowed", memory / MIB));
    }
    if (limit != null && memory == null) {
      unmet.add("has no measured memory");
    }
    PrecisionClass coarsest = requirements.precision();
    if (coarsest != null && arithmetic == null) {
      unmet.add("was verified too little to tell its arithmetic");
    }
    if (coarsest != null && arithmetic != null && arithmetic.compareTo(coarsest) > 0) {
      unmet.add("computes in " + arithmetic + ", coarser than allowed");
    }
    return unmet;
  }

  /** Of the card, where it computes on one: that runs out first. */
  private static @Nullable Long memory(RunRecord run, BackendRecord backend, Purpose purpose) {
    boolean onCard = !backend.device().equals(Device.CPU.toString());
    return run.training().stream()
        .filter(t -> t.backend().equals(backend.name()))
        .filter(purpose::isOf)
        .map(t -> onCard ? t.deviceBytes() : t.peakBytes())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The coarsest of what its errors tell and what it declares. */
  private static @Nullable PrecisionClass arithmetic(
      BackendRecord backend, List<VerificationRecord> verifications) {
    Stream<PrecisionClass> seen =
        verifications.stream()
            .map(VerificationRecord::precision)
            .filter(Objects::nonNull)
            .map(Precision::arithmetic)
            .flatMap(
                text ->
                    Arrays.stream(PrecisionClass.values())
                        .filter(known -> known.toString().equals(text)));
    return Stream.concat(seen, declared(backend).stream())
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Float32 declares nothing: whether it is true, errors have to tell. */
  private static Optional<PrecisionClass> declared(BackendRecord backend) {
    return backend.precision() == null
        ? Optional.empty()
        : Optional.of(ProductPrecision.parse(backend.precision()).arithmetic());
  }

  /** The same, kept from being recommended by one thing more. */
  Candidate failing(String reason) {
    return new Candidate(
        backend,
        threads,
        times,
        Stream.concat(failings.stream(), Stream.of(reason)).toList(),
        missing,
        divergences,
        memoryBytes,
        share,
        arithmetic);
  }

  /** Whether it may be recommended. */
  boolean isFit() {
    return failings.isEmpty() && missing.isEmpty() && !times.isEmpty();
  }

  /**
   * Whether it has a time for all parts, right or wrong; what was wrong before it was timed has
   * none.
   */
  boolean isTimed(List<Part> parts) {
    return times.keySet().containsAll(parts);
  }

  /** Seconds for some parts. */
  double seconds(List<Part> parts) {
    return parts.stream()
        .mapToDouble(part -> part.times() * Math.exp(Resampling.logarithm(rounds(part))))
        .sum();
  }

  /** Seconds for all parts, as they might as well have come out. */
  Resampled resampled(List<Part> parts) {
    Resampling resampling = new Resampling(backend.hashCode());
    double[] totals = new double[Resampling.TIMES];
    int fewest = Integer.MAX_VALUE;
    for (Part part : parts) {
      List<List<Double>> rounds = rounds(part);
      double[] logarithms = resampling.logarithms(rounds, part.hashCode() ^ backend.hashCode());
      Arrays.setAll(totals, i -> totals[i] + part.times() * Math.exp(logarithms[i]));
      fewest = Math.min(fewest, counting(rounds));
    }
    return new Resampled(seconds(parts), totals, fewest);
  }

  /** In how many rounds it was timed, of the part that has the fewest. */
  int fewestRounds() {
    return times.values().stream().mapToInt(timing -> timing.seconds().size()).min().orElse(0);
  }

  /** Whether so many of them count, of each part, that they tell how much rounds differ. */
  boolean hasEnoughRounds() {
    return times.keySet().stream()
        .allMatch(part -> counting(rounds(part)) >= Recommendation.FEWEST_ROUNDS);
  }

  /** How many rounds there are, without those that were disturbed as a whole. */
  private static int counting(List<List<Double>> rounds) {
    return (int) rounds.stream().filter(round -> !round.isEmpty()).count();
  }

  /** Whether much of its time is for parts that were still warming up, so that it may be faster. */
  boolean isWarming() {
    return seconds(warming()) > MUCH * seconds(List.copyOf(times.keySet()));
  }

  private List<Part> warming() {
    return times.entrySet().stream()
        .filter(time -> Boolean.FALSE.equals(time.getValue().steady()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<List<Double>> rounds(Part part) {
    return Objects.requireNonNull(times.get(part), "not timed").calm();
  }

  /** What a run says of one part. */
  private record Result(
      @Nullable Timing timing, Outcome outcome, String message, @Nullable Double share) {
    private static final Result NONE = new Result(null, Outcome.UNSUPPORTED, "not tried", null);

    static Result of(RunRecord run, String backend, Purpose purpose, Part part) {
      Stream<Result> results =
          purpose.isLayers()
              ? run.measurements().stream()
                  .filter(m -> m.backend().equals(backend) && m.problem().equals(part.problem()))
                  .map(Result::of)
              : run.training().stream()
                  .filter(t -> t.backend().equals(backend) && purpose.isOf(t))
                  .map(t -> of(t, run.proofsOf(t)));
      return results.findFirst().orElse(NONE);
    }

    /** Where runs were merged, one may have timed what another disproved. */
    private static Result of(WholeNetworkRecord t, List<ProofRecord> proofs) {
      Double share =
          proofs.stream()
              .map(ProofRecord::share)
              .filter(Objects::nonNull)
              .max(Comparator.naturalOrder())
              .orElse(null);
      return proofs.stream()
          .filter(ProofRecord::isWrong)
          .findFirst()
          .map(wrong -> of(t.timing(), wrong.outcome(), wrong.message(), share))
          .orElseGet(() -> of(t.timing(), t.outcome(), t.message(), share));
    }

    private static Result of(MeasurementRecord m) {
      return of(m.timing(), m.outcome(), m.message(), m.share());
    }

    /** Without a time that is not one of computing the results. */
    private static Result of(
        @Nullable Timing timing,
        Outcome outcome,
        @Nullable String message,
        @Nullable Double share) {
      if (timing != null && timing.returnsEarly()) {
        return new Result(null, outcome, "returned before the card was done", share);
      }
      boolean isTime = outcome != Outcome.MISTRUSTED;
      return new Result(
          isTime ? timing : null, outcome, Objects.requireNonNullElse(message, ""), share);
    }
  }
}

package dev.assay.reports.compare;

import dev.assay.bench.Pass;
import dev.assay.bench.Resampling;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One problem's times in a run, on one backend that computed it rightly.
 *
 * @param threads with how many threads, as far as is known; 0 if not
 */
public record Timed(String backend, TimedProblem problem, int threads, Timing timing) {
  private static final String LAYERS = "layers";
  private static final String TRAINING = "training";
  private static final String INFERENCE = "inference";

  /**
   * What a run timed, by problem; a problem that is a layer of several networks once. Only what is
   * {@linkplain #usable usable}.
   */
  public static Map<Scope, Timed> of(Side side) {
    Map<Scope, Timed> timed = new LinkedHashMap<>();
    ofRight(side)
        .filter(one -> !one.timing.returnsEarly())
        .forEach(one -> timed.putIfAbsent(one.scope(), one));
    return timed;
  }

  /** What has a time that is not usable, because the backend returned before the card was done. */
  static Set<Scope> early(Side side) {
    return ofRight(side)
        .filter(one -> one.timing.returnsEarly())
        .map(Timed::scope)
        .collect(Collectors.toSet());
  }

  /** Of all right results. */
  private static Stream<Timed> ofRight(Side side) {
    Map<String, Integer> threads =
        side.run().backends().stream()
            .collect(Collectors.toMap(BackendRecord::name, BackendRecord::usualThreads));
    return Stream.concat(
        side.run().measurements().stream()
            .filter(m -> isRight(m.timing(), m.outcome()))
            .map(m -> of(side, m, threads.getOrDefault(m.backend(), 0))),
        side.run().training().stream()
            .filter(t -> isRight(t.timing(), t.outcome()))
            .map(t -> of(side, t)));
  }

  private static Timed of(Side side, MeasurementRecord layer, int threads) {
    return new Timed(
        side.name(layer.backend()),
        new TimedProblem(
            layer.problem(),
            layer.operation() + " " + layer.direction(),
            LAYERS,
            layer.network() + " " + layer.layer()),
        threads,
        Objects.requireNonNull(layer.timing()));
  }

  private static Timed of(Side side, WholeNetworkRecord whole) {
    String threads = ", " + whole.threads() + "t";
    String use = whole.pass() == Pass.INFERENCE ? INFERENCE : TRAINING;
    return new Timed(
        side.name(whole.backend()),
        new TimedProblem(
            whole.problem() + threads,
            use + " of " + whole.network(),
            use,
            whole.network() + " × " + whole.batch() + ", " + whole.until() + threads),
        whole.threads(),
        Objects.requireNonNull(whole.timing()));
  }

  /**
   * A layer's time, if it is that of computing right results, which alone is a speed; empty if they
   * are wrong, or the backend returned before the card was done.
   */
  public static Optional<Timing> usable(MeasurementRecord layer) {
    return usable(layer.timing(), layer.outcome());
  }

  /** Likewise of a whole network. */
  public static Optional<Timing> usable(WholeNetworkRecord training) {
    return usable(training.timing(), training.outcome());
  }

  private static Optional<Timing> usable(@Nullable Timing timing, Outcome outcome) {
    return isRight(timing, outcome)
        ? Optional.ofNullable(timing).filter(of -> !of.returnsEarly())
        : Optional.empty();
  }

  private static boolean isRight(@Nullable Timing timing, Outcome outcome) {
    return timing != null && outcome == Outcome.PASSED;
  }

  /** The problem itself. */
  public Scope scope() {
    return scope(Level.PROBLEM);
  }

  /** What it counts in. */
  private Scope scope(Level level) {
    return new Scope(backend, level, problem.name(level));
  }

  /** The members of each scope, totals first. */
  static <T> Map<Scope, List<T>> grouped(List<T> members, Function<T, Timed> of) {
    Map<Scope, List<T>> groups = new LinkedHashMap<>();
    for (Level level : Level.values()) {
      for (T member : members) {
        groups
            .computeIfAbsent(of.apply(member).scope(level), scope -> new ArrayList<>())
            .add(member);
      }
    }
    return groups;
  }

  /** For how long each round was to be timed; 0 if that is not known. */
  double seconds() {
    return Objects.requireNonNullElse(timing.budget(), 0.0);
  }

  /** Times by round and iteration, those that were disturbed aside. */
  List<List<Double>> rounds() {
    return timing.calmByRound();
  }

  /** The same without rounds that were disturbed as a whole, each round in its place. */
  List<List<Double>> calmRounds() {
    return timing.calm();
  }

  /** The logarithm of each round's median. */
  double[] logarithms() {
    return rounds().stream().mapToDouble(Resampling::logarithmOfRound).toArray();
  }
}

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
    Map<String, Integer> threads =
        side.run().backends().stream()
            .collect(Collectors.toMap(BackendRecord::name, BackendRecord::usualThreads));
    for (MeasurementRecord m : side.run().measurements()) {
      usable(m)
          .map(
              timing ->
                  new Timed(
                      side.name(m.backend()),
                      new TimedProblem(
                          m.problem(),
                          m.operation() + " " + m.direction(),
                          LAYERS,
                          m.network() + " " + m.layer()),
                      threads.getOrDefault(m.backend(), 0),
                      timing))
          .ifPresent(one -> put(timed, one));
    }
    for (WholeNetworkRecord t : side.run().training()) {
      usable(t)
          .map(
              timing ->
                  new Timed(
                      side.name(t.backend()),
                      new TimedProblem(
                          t.problem() + threads(t.threads()),
                          use(t) + " of " + t.network(),
                          use(t),
                          t.network()
                              + " × "
                              + t.batch()
                              + ", "
                              + t.until()
                              + threads(t.threads())),
                      t.threads(),
                      timing))
          .ifPresent(one -> put(timed, one));
    }
    return timed;
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
    return outcome == Outcome.PASSED && timing != null && !timing.returnsEarly()
        ? Optional.of(timing)
        : Optional.empty();
  }

  /** How many times of a run are left out because the backend returned early. */
  static int early(Side side) {
    return (int)
        Stream.concat(
                side.run().measurements().stream().map(MeasurementRecord::timing),
                side.run().training().stream().map(WholeNetworkRecord::timing))
            .filter(timing -> timing != null && timing.returnsEarly())
            .count();
  }

  private static void put(Map<Scope, Timed> all, Timed one) {
    all.putIfAbsent(one.scope(), one);
  }

  private static String use(WholeNetworkRecord network) {
    return network.pass() == Pass.INFERENCE ? INFERENCE : TRAINING;
  }

  private static String threads(int threads) {
    return ", " + threads + "t";
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

package dev.assay.reports.compare;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two runs, side by side.
 *
 * @param base id of the run that is compared with
 * @param head id of the run that is judged
 * @param sameRun whether both are one run
 * @param pairs backends whose names differ
 * @param absent backends of the base that the head has not, by the names of the comparison
 * @param headState how far the latter got: what it did not come to cannot be compared
 * @param headGoesOn whether {@code assay continue} can go on with it: it ended early, and verified
 *     random problems
 * @param differences about what they differ, beside their results
 * @param verdicts what became wrong, or right
 * @param speeds what became slow, or fast
 * @param threshold the smallest relative change of time that must not go unnoticed
 * @param conclusion what it comes to
 */
public record Comparison(
    String base,
    String head,
    boolean sameRun,
    List<Pair> pairs,
    List<String> absent,
    RunState headState,
    boolean headGoesOn,
    Differences differences,
    VerdictChanges verdicts,
    SpeedChanges speeds,
    double threshold,
    Conclusion conclusion) {

  /** Time may change by so much unnoticed, unless told otherwise. */
  public static final double THRESHOLD = 0.05;

  /**
   * Compares two runs.
   *
   * @param same backends of the base by the names that the head has for them; the others are those
   *     of the same name, or else of the same name but for its version ({@code dl4j@1.0.0-beta7});
   *     within one run none, since each would be compared with itself
   * @param threshold the smallest relative change of time that must not go unnoticed
   * @throws IllegalArgumentException if a backend that is named is not in its run
   */
  public static Comparison of(
      RunRecord base, RunRecord head, Map<String, String> same, double threshold) {
    check(same.keySet(), base);
    check(same.values(), head);
    boolean sameRun = base.id().equals(head.id()) && base.started().equals(head.started());
    return sameRun && !same.isEmpty()
        ? of(base.only(same.keySet()), head.only(same.values()), same, threshold, true)
        : of(base, head, same, threshold, sameRun);
  }

  private static Comparison of(
      RunRecord base, RunRecord head, Map<String, String> same, double threshold, boolean sameRun) {
    Map<String, String> names = names(base, head, same);
    Side before = new Side(base, names);
    Side after = Side.of(head);
    Differences differences = Differences.between(before, after);
    VerdictChanges verdicts = VerdictChanges.between(before, after);
    SpeedChanges speeds = SpeedChanges.between(before, after, threshold);
    List<String> absent = absent(before, after);
    boolean enough =
        head.state() == RunState.FINISHED
            && verdicts.compared() > 0
            && absent.isEmpty()
            && speeds.untimed().isEmpty()
            && speeds.lost() == 0;
    return new Comparison(
        base.id(),
        head.id(),
        sameRun,
        pairs(names, backends(head)),
        absent,
        head.state(),
        head.state() != RunState.FINISHED && head.campaign() != null,
        differences,
        verdicts,
        speeds,
        threshold,
        conclusion(enough, differences, verdicts, speeds));
  }

  /** Whether all that the head was asked for is there. */
  public boolean isWhole() {
    return headState == RunState.FINISHED;
  }

  /** Whether speeds compare machines. */
  public boolean ofMachines() {
    return !differences.machine().isEmpty();
  }

  /**
   * What it comes to.
   *
   * @param enough whether the head has something to set against all that the base has
   */
  private static Conclusion conclusion(
      boolean enough, Differences differences, VerdictChanges verdicts, SpeedChanges speeds) {
    Conclusion conclusion =
        verdicts.changes().stream()
            .map(change -> change.kind().consequence())
            .reduce(enough ? Conclusion.FINE : Conclusion.INCONCLUSIVE, Conclusion::or);
    if (!differences.machine().isEmpty()) {
      // Nothing is known of what got slower, which a gate must not take for nothing.
      return speeds.changes().isEmpty() ? conclusion : conclusion.or(Conclusion.INCONCLUSIVE);
    }
    if (speeds.changes().stream().anyMatch(c -> c.judgement() == Judgement.SLOWER)) {
      return conclusion.or(Conclusion.REGRESSED);
    }
    return speeds.of(Level.TOTAL, Judgement.INCONCLUSIVE).isEmpty()
        ? conclusion
        : conclusion.or(Conclusion.INCONCLUSIVE);
  }

  /** By which name of the head the comparison knows each backend of the base. */
  private static Map<String, String> names(
      RunRecord base, RunRecord head, Map<String, String> same) {
    List<String> before = backends(base);
    List<String> after = backends(head);
    Map<String, String> names = new LinkedHashMap<>(same);
    for (String name : before) {
      if (!names.containsKey(name) && !after.contains(name)) {
        after.stream()
            .filter(other -> !before.contains(other) && !names.containsValue(other))
            .filter(other -> Side.library(other).equals(Side.library(name)))
            .findFirst()
            .ifPresent(other -> names.put(name, other));
      }
    }
    // What the head calls by that name is compared with another backend of the base.
    before.stream()
        .filter(name -> !names.containsKey(name) && names.containsValue(name))
        .forEach(name -> names.put(name, name + " (base)"));
    return names;
  }

  private static List<Pair> pairs(Map<String, String> names, List<String> after) {
    return names.entrySet().stream()
        .filter(name -> after.contains(name.getValue()) && !name.getKey().equals(name.getValue()))
        .map(name -> new Pair(name.getKey(), name.getValue()))
        .toList();
  }

  private static List<String> absent(Side base, Side head) {
    return backends(base.run()).stream()
        .filter(backend -> !head.has(base.name(backend)))
        // Whose name went to another one is left out by whoever asked for that.
        .filter(backend -> !head.has(backend))
        .map(base::name)
        .toList();
  }

  private static List<String> backends(RunRecord run) {
    return run.backends().stream().map(BackendRecord::name).toList();
  }

  private static void check(Collection<String> names, RunRecord run) {
    List<String> known = backends(run);
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "run %s has no backend '%s'; it has %s"
                .formatted(run.id(), name, String.join(", ", known)));
      }
    }
  }
}

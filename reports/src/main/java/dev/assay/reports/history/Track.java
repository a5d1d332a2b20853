package dev.assay.reports.history;

import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.Claim.Topic;
import dev.assay.reports.compare.Difference;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.compare.VerdictChange;
import dev.assay.reports.compare.VerdictChange.Kind;
import dev.assay.reports.compare.VerdictChanges;
import dev.assay.reports.record.Arithmetic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One backend on one device with one number of threads of one machine, run by run.
 *
 * @param place {@code cpu, 2 threads}
 * @param runs in order of time; others refer to them by number
 * @param series totals first, then families, then problems
 * @param wrong what is wrong, as the latest runs that looked at it say, with the number of the run
 *     since which it is
 */
public record Track(
    String backend,
    String place,
    List<BackendRun> runs,
    List<Series> series,
    List<SpeedEvent> speeds,
    List<VerdictEvent> verdicts,
    List<VersionEvent> versions,
    Map<Claim, Integer> wrong) {

  /** The same with what happened on it. */
  static Track of(
      String backend,
      String place,
      List<BackendRun> runs,
      List<Series> series,
      ToDoubleFunction<Level> mistake) {
    List<Series> changed =
        series.parallelStream()
            .map(one -> one.withChanges(mistake.applyAsDouble(one.level())))
            .toList();
    List<VersionEvent> versions = versions(runs);
    Verdicts verdicts = new Verdicts();
    for (int i = 0; i < runs.size(); i++) {
      verdicts.add(i, runs.get(i).backend());
    }
    return new Track(
        backend,
        place,
        runs,
        changed,
        SpeedEvents.of(changed, versions),
        verdicts.events,
        versions,
        verdicts.wrong);
  }

  private static List<VersionEvent> versions(List<BackendRun> runs) {
    List<VersionEvent> events = new ArrayList<>();
    SortedMap<String, String> before = null;
    SortedMap<String, String> divergences = new TreeMap<>();
    for (int i = 0; i < runs.size(); i++) {
      BackendDigest backend = runs.get(i).backend();
      if (backend.error() == null) {
        SortedMap<String, String> now = runs.get(i).versions();
        List<Difference> changes = new ArrayList<>();
        if (before != null) {
          changes.addAll(differences(before, now));
        }
        changes.addAll(update(divergences, backend.divergences()));
        if (!changes.isEmpty()) {
          events.add(new VersionEvent(i, changes));
        }
        before = now;
      }
    }
    return events;
  }

  /** Takes over what a run says of the divergences of some operations. */
  private static List<Difference> update(
      SortedMap<String, String> divergences, SortedMap<String, String> now) {
    List<Difference> changes = new ArrayList<>();
    now.forEach(
        (operation, ids) -> {
          String before = divergences.put(operation, ids);
          if (before != null && !before.equals(ids)) {
            changes.add(new Difference("known divergences of " + operation, before, ids));
          }
        });
    return changes;
  }

  private static List<Difference> differences(
      SortedMap<String, String> before, SortedMap<String, String> now) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .map(
            name -> new Difference(name, before.getOrDefault(name, ""), now.getOrDefault(name, "")))
        .filter(difference -> !difference.before().equals(difference.after()))
        .toList();
  }

  /** The newest run. */
  public BackendRun newest() {
    return runs.get(runs.size() - 1);
  }

  /** Series of a level. */
  public List<Series> series(Level level) {
    return series.stream().filter(one -> one.level() == level).toList();
  }

  /**
   * Compares each claim with the latest one of the same thing, and each arithmetic with the one
   * since the last change: small steps add up.
   */
  private static final class Verdicts {
    private static final MathContext DIGITS = new MathContext(2);

    private final Map<Claim.Key, Claim> latest = new HashMap<>();
    private final Map<String, Arithmetic> arithmetic = new HashMap<>();
    private final List<VerdictEvent> events = new ArrayList<>();
    private final Map<Claim, Integer> wrong = new LinkedHashMap<>();

    void add(int run, BackendDigest backend) {
      List<VerdictChange> changes = new ArrayList<>();
      for (Claim now : backend.claims()) {
        Claim then = latest.put(now.key(), now);
        change(then, now).ifPresent(changes::add);
        Integer since = then == null ? null : wrong.remove(then);
        if (now.isWrong()) {
          wrong.put(now, since == null ? run : since);
        }
      }
      backend
          .arithmetic()
          .forEach((operation, now) -> change(backend, operation, now).ifPresent(changes::add));
      if (!changes.isEmpty()) {
        changes.sort(Comparator.comparing(VerdictChange::kind));
        events.add(new VerdictEvent(run, changes));
      }
    }

    private static Optional<VerdictChange> change(@Nullable Claim then, Claim now) {
      if (now.equals(then)) {
        return Optional.empty();
      }
      if (then != null) {
        return VerdictChanges.between(then, now).filter(change -> matters(now, change.kind()));
      }
      return now.isWrong()
          ? Optional.of(
              new VerdictChange(
                  Kind.BROKEN,
                  now.key().backend(),
                  now.key().words(),
                  "not tried before",
                  now.text(),
                  now.reproduce()))
          : Optional.empty();
    }

    private Optional<VerdictChange> change(
        BackendDigest backend, String operation, Arithmetic now) {
      Arithmetic then = arithmetic.putIfAbsent(operation, now);
      if (then == null || !(now.isCoarserThan(then) || then.isCoarserThan(now))) {
        return Optional.empty();
      }
      arithmetic.put(operation, now);
      return Optional.of(
          new VerdictChange(
              now.isCoarserThan(then) ? Kind.COARSER : Kind.FINER,
              backend.name(),
              operation,
              words(then),
              words(now),
              ""));
    }

    private static String words(Arithmetic arithmetic) {
      String median = new BigDecimal(arithmetic.median()).round(DIGITS).toPlainString();
      return arithmetic.name() + ", median error " + median + " u·Σ|terms|/√K";
    }

    /**
     * Random problems meet known divergences or not, and few of them may be such that a law can be
     * checked; that is no change.
     */
    private static boolean matters(Claim now, Kind kind) {
      return switch (kind) {
        case BROKEN, NO_LONGER_REFUSED, NO_LONGER_SURVIVED, REPAIRED, SURVIVED -> true;
        case LOST, GAINED -> now.key().topic() != Topic.LAW;
        default -> false;
      };
    }
  }
}

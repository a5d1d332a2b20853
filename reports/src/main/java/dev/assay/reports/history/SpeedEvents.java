package dev.assay.reports.history;

import dev.assay.reports.compare.Difference;
import dev.assay.reports.compare.Scope.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells changes together that many series share. */
final class SpeedEvents {
  /** The chance of counting a problem in that does not step there. */
  private static final double MISTAKE = 0.01;

  /** By so many runs few steps are misplaced that are twice as large as the noise. */
  private static final int MISPLACED = 10;

  private final List<Series> series;
  private final List<VersionEvent> versions;
  private final List<Draft> drafts = new ArrayList<>();

  private SpeedEvents(List<Series> series, List<VersionEvent> versions) {
    this.series = series;
    this.versions = versions;
  }

  /**
   * All of a track, in order of time.
   *
   * @param series totals first, then families, then problems
   */
  static List<SpeedEvent> of(List<Series> series, List<VersionEvent> versions) {
    SpeedEvents events = new SpeedEvents(series, versions);
    series.forEach(one -> one.changes().forEach(change -> events.add(new Lead(one, change))));
    return events.drafts.stream()
        .map(events::event)
        .sorted(Comparator.comparing(SpeedEvent::at))
        .toList();
  }

  /** A series that steps. */
  private record Lead(Series series, ChangePoint change) {
    int run() {
      return series.run(change.at());
    }

    boolean mayBeAt(int run) {
      return series.stepAt(run, from(), to(), change.isSlower(), MISTAKE).isPresent();
    }

    /** Number of the run from which on it is at the level before. */
    int from() {
      return series.run(series.segmentStart(change.at() - 1));
    }

    /** Number of the run behind the last one on the new level. */
    int to() {
      return series.run(series.segmentEnd(change.at()) - 1) + 1;
    }
  }

  /**
   * An event to be.
   *
   * @param level the highest that steps there
   * @param leads those of that level
   * @param problems single problems that step there by themselves
   */
  private record Draft(Level level, List<Lead> leads, List<Lead> problems) {
    Lead first() {
      return leads.get(0);
    }

    /**
     * Closer than a level is long, two steps cannot be told apart. Where noise is large, a step may
     * seem to be even further from where it is.
     */
    boolean isAbout(Lead lead) {
      int distance = Math.abs(first().run() - lead.run());
      return first().series.problem().total().equals(lead.series.problem().total())
          && first().change.isSlower() == lead.change.isSlower()
          && Stream.of(leads, problems)
              .flatMap(List::stream)
              .noneMatch(known -> known.series.equals(lead.series))
          && (distance < ChangePoints.FEWEST
              || (distance < MISPLACED && lead.mayBeAt(first().run())));
    }

    void add(Lead lead) {
      if (lead.series.level() == level) {
        leads.add(lead);
      }
      if (lead.series.level() == Level.PROBLEM) {
        problems.add(lead);
      }
    }
  }

  private void add(Lead lead) {
    drafts.stream()
        .filter(draft -> draft.isAbout(lead))
        .findFirst()
        .orElseGet(
            () -> {
              Draft fresh = new Draft(lead.series.level(), new ArrayList<>(), new ArrayList<>());
              drafts.add(fresh);
              return fresh;
            })
        .add(lead);
  }

  private SpeedEvent event(Draft draft) {
    Lead first = draft.first();
    List<ChangePoint> changes = draft.leads.stream().map(Lead::change).toList();
    return new SpeedEvent(
        first.run(),
        subject(draft),
        Math.exp(changes.stream().mapToDouble(c -> Math.log(c.ratio())).average().orElseThrow()),
        changes.stream().mapToDouble(ChangePoint::low).min().orElseThrow(),
        changes.stream().mapToDouble(ChangePoint::high).max().orElseThrow(),
        steps(draft),
        (int) problems(first.series.problem().total()),
        versionsAt(first.run()),
        nearby(first.run()));
  }

  /** The problems that step there, the largest steps first. */
  private List<SpeedEvent.Step> steps(Draft draft) {
    Lead first = draft.first();
    List<SpeedEvent.Step> steps = new ArrayList<>();
    draft.problems.forEach(
        lead -> steps.add(new SpeedEvent.Step(lead.series.problem(), lead.change.ratio())));
    for (Series problem : concerned(draft)) {
      problem
          .stepAt(first.run(), first.from(), first.to(), first.change.isSlower(), MISTAKE)
          .ifPresent(ratio -> steps.add(new SpeedEvent.Step(problem.problem(), ratio)));
    }
    steps.sort(Comparator.comparing(step -> -Math.abs(Math.log(step.ratio()))));
    return steps;
  }

  private long problems(String total) {
    return series.stream()
        .filter(one -> one.level() == Level.PROBLEM)
        .filter(one -> one.problem().total().equals(total))
        .count();
  }

  /** Problems that the leads are the means of, without those that step by themselves. */
  private List<Series> concerned(Draft draft) {
    Set<String> names = draft.leads.stream().map(l -> l.series.name()).collect(Collectors.toSet());
    Set<Series> own = draft.problems.stream().map(Lead::series).collect(Collectors.toSet());
    String total = draft.first().series.problem().total();
    return series.stream()
        .filter(one -> one.level() == Level.PROBLEM)
        .filter(one -> one.problem().total().equals(total))
        .filter(one -> !own.contains(one) && names.contains(one.problem().name(draft.level)))
        .toList();
  }

  private static String subject(Draft draft) {
    Set<String> names = new LinkedHashSet<>();
    draft.leads.forEach(
        lead ->
            names.add(
                lead.series.level() == Level.PROBLEM
                    ? lead.series.problem().label()
                    : lead.series.name()));
    return names.size() <= 3
        ? String.join(", ", names)
        : names.iterator().next() + " and " + (names.size() - 1) + " others";
  }

  private List<Difference> versionsAt(int run) {
    return versions.stream()
        .filter(event -> event.at() == run)
        .flatMap(event -> event.changes().stream())
        .toList();
  }

  private List<Difference> nearby(int run) {
    return versionsAt(run).isEmpty()
        ? versions.stream()
            .filter(event -> Math.abs(event.at() - run) < ChangePoints.FEWEST)
            .flatMap(event -> event.changes().stream())
            .toList()
        : List.of();
  }
}

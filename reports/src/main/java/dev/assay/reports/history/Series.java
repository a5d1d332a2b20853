package dev.assay.reports.history;

import dev.assay.bench.Median;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.compare.TimedProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The times of something on one track, run by run, as logarithms. */
public final class Series {
  private final Level level;
  private final TimedProblem problem;
  private final int problems;
  private final int[] runs;
  private final double[] logarithms;
  private final List<ChangePoint> changes;
  private final boolean longEnough;

  /** For each value the median of all between the change points around it. */
  private final double[] levels;

  private Series(
      Level level,
      TimedProblem problem,
      int problems,
      int[] runs,
      double[] logarithms,
      List<ChangePoint> changes,
      boolean longEnough) {
    this.level = level;
    this.problem = problem;
    this.problems = problems;
    this.runs = runs;
    this.logarithms = logarithms;
    this.changes = List.copyOf(changes);
    this.longEnough = longEnough;
    this.levels = new double[logarithms.length];
    int start = 0;
    while (start < levels.length) {
      int end = segmentEnd(start);
      Arrays.fill(levels, start, end, Median.of(Arrays.copyOfRange(logarithms, start, end)));
      start = end;
    }
  }

  /** All of a track: totals first, then families of several problems, then problems. */
  static List<Series> of(List<BackendRun> runs) {
    Map<String, Member> members = members(runs);
    List<Series> series = new ArrayList<>();
    for (Level level : List.of(Level.TOTAL, Level.FAMILY)) {
      Map<String, List<Member>> groups = new LinkedHashMap<>();
      members
          .values()
          .forEach(
              m ->
                  groups
                      .computeIfAbsent(
                          m.problem.total() + "\n" + m.problem.name(level), n -> new ArrayList<>())
                      .add(m));
      groups.values().stream()
          .filter(group -> level == Level.TOTAL || group.size() > 1)
          .forEach(group -> series.add(mean(level, group)));
    }
    members.values().forEach(member -> series.add(of(member)));
    return series;
  }

  /**
   * A problem's logarithms by run.
   *
   * @param problem as the latest run knows it
   */
  private record Member(TimedProblem problem, NavigableMap<Integer, Double> logarithms) {}

  private static Map<String, Member> members(List<BackendRun> runs) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Time time : runs.get(i).backend().times()) {
        Member before = members.get(time.problem().text());
        NavigableMap<Integer, Double> logarithms =
            before == null ? new TreeMap<>() : before.logarithms;
        logarithms.put(i, Math.log(time.median()));
        members.put(time.problem().text(), new Member(time.problem(), logarithms));
      }
    }
    return members;
  }

  private static Series of(Member member) {
    return of(Level.PROBLEM, member.problem, 1, member.logarithms);
  }

  private static Series mean(Level level, List<Member> members) {
    return of(
        level,
        members.get(members.size() - 1).problem,
        members.size(),
        ChainedMean.of(members.stream().map(Member::logarithms).toList()));
  }

  private static Series of(
      Level level, TimedProblem problem, int problems, SortedMap<Integer, Double> logarithms) {
    return new Series(
        level,
        problem,
        problems,
        logarithms.keySet().stream().mapToInt(Integer::intValue).toArray(),
        logarithms.values().stream().mapToDouble(Double::doubleValue).toArray(),
        List.of(),
        false);
  }

  /**
   * The same with its change points.
   *
   * @param mistake the chance of finding any where there are none
   */
  Series withChanges(double mistake) {
    return new Series(
        level,
        problem,
        problems,
        runs,
        logarithms,
        ChangePoints.find(logarithms, mistake),
        ChangePoints.canTell(logarithms.length, mistake));
  }

  public Level level() {
    return level;
  }

  /** The problem, or one of those it is the mean of. */
  public TimedProblem problem() {
    return problem;
  }

  /** {@code layers}, {@code conv2d backward}, the problem's text. */
  public String name() {
    return problem.name(level);
  }

  /** How many problems it is the mean of. */
  public int problems() {
    return problems;
  }

  /** How many runs timed it. */
  public int size() {
    return runs.length;
  }

  /** Whether a change could be told at all: the more series there are, the more runs it takes. */
  public boolean isLongEnough() {
    return longEnough;
  }

  /** The number of a run that timed it. */
  public int run(int i) {
    return runs[i];
  }

  /** Time in that run over the level at the beginning. */
  public double ratio(int i) {
    return Math.exp(logarithms[i] - levels[0]);
  }

  /** The level that a run is at over that at the beginning. */
  public double levelRatio(int i) {
    return Math.exp(levels[i] - levels[0]);
  }

  /** The median in seconds, of a single problem. */
  public double seconds(int i) {
    return Math.exp(logarithms[i]);
  }

  public List<ChangePoint> changes() {
    return changes;
  }

  /** Number of the first value on the same level. */
  public int segmentStart(int i) {
    return changes.stream().mapToInt(ChangePoint::at).filter(at -> at <= i).max().orElse(0);
  }

  /** Number behind the last value on the same level. */
  public int segmentEnd(int i) {
    return changes.stream()
        .mapToInt(ChangePoint::at)
        .filter(at -> at > i)
        .min()
        .orElse(logarithms.length);
  }

  /** Number of the first value of this run or a later one. */
  private int from(int run) {
    return (int) IntStream.of(runs).filter(r -> r < run).count();
  }

  /** The ratio of a step that it makes at a run, in one direction, if it does. */
  Optional<Double> stepAt(int run, int from, int to, boolean slower, double mistake) {
    return ChangePoints.stepAt(logarithms, from(from), from(run), from(to), slower, mistake);
  }
}

package dev.assay.reports.render;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.history.BackendRun;
import dev.assay.reports.history.Correctness;
import dev.assay.reports.history.Series;
import dev.assay.reports.history.Track;
import dev.assay.reports.history.VersionEvent;
import dev.assay.reports.render.Curve.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A track in one drawing: what was upgraded, how fast it was, and whether it was right. */
final class TrendChart {
  private static final int MOST_COLUMNS = 240;
  private static final int CROWDED = 100;
  private static final double LEFT = 56;
  private static final double WIDTH = 1034;
  private static final double TOP = 30;
  private static final double HEIGHT = 126;
  private static final double STRIP = 20;

  /** So far apart must names of versions be. */
  private static final double NAME_WIDTH = 190;

  private static final int LONGEST_NAME = 30;
  private static final double[] STEPS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5};
  private static final int MOST_TICKS = 8;

  private final Track track;
  private final Columns columns;
  private final List<Series> totals;
  private final Frame frame;
  private final Function<BackendRun, RunLink> link;

  TrendChart(Track track, Function<BackendRun, RunLink> link) {
    this.track = track;
    this.columns = Columns.of(track.runs().size(), MOST_COLUMNS);
    this.totals = track.series(Level.TOTAL);
    this.frame = Frame.around(totals, LEFT, TOP, WIDTH, HEIGHT);
    this.link = link;
  }

  /** Whether anything was timed. */
  public boolean isTimed() {
    return !totals.isEmpty();
  }

  /** How high the drawing is. */
  public String height() {
    return Curve.number(stripTop() + STRIP + 18);
  }

  public double stripTop() {
    return isTimed() ? TOP + HEIGHT + 12 : 22;
  }

  public double stripBottom() {
    return stripTop() + STRIP;
  }

  /**
   * The line of a total.
   *
   * @param colour number of its colour
   */
  record Line(String total, String name, int colour, Curve curve) {}

  public List<Line> lines() {
    return IntStream.range(0, totals.size())
        .mapToObj(
            i ->
                new Line(
                    totals.get(i).name(),
                    totals.get(i).name() + ", " + Numbers.count(totals.get(i).problems()),
                    i,
                    new Curve(totals.get(i), columns, frame)))
        .toList();
  }

  /** Where the step of a line is told, on the page of the track. */
  public String anchor(Line line, Curve.Mark mark) {
    return Anchors.step(mark.run(), line.total);
  }

  /** The page of the run that a point is of; empty for several runs, or if there is none. */
  public String href(Curve.Point point) {
    return columns.areRuns() ? link.apply(track.runs().get(point.run())).href() : "";
  }

  /** Of a point of a line. */
  public String radius() {
    return columns.count() > CROWDED ? "1.4" : "2.2";
  }

  /** What a point of a line says. */
  public String title(Line line, Curve.Point point) {
    RunLink run = link.apply(track.runs().get(point.run()));
    return line.name + ": × " + Numbers.ratio(point.ratio()) + " in " + run.id();
  }

  /** A ratio at the axis. */
  record Tick(String y, String label) {}

  public List<Tick> ticks() {
    for (double step : STEPS) {
      List<Tick> ticks = new ArrayList<>();
      long from = (long) Math.ceil((Math.exp(frame.low()) - 1) / step);
      long to = (long) Math.floor((Math.exp(frame.high()) - 1) / step);
      if (to - from < MOST_TICKS) {
        for (long i = from; i <= to; i++) {
          double ratio = 1 + i * step;
          ticks.add(
              new Tick(Curve.number(frame.y(ratio)), String.format(Locale.ROOT, "× %.2f", ratio)));
        }
        return ticks;
      }
    }
    return List.of(new Tick(Curve.number(frame.y(1)), "× 1"));
  }

  /**
   * How one run, or several side by side, came out.
   *
   * @param style by the gravest of them
   * @param href page of the run; empty for several, or if there is none
   */
  record Cell(String x, String width, String style, String title, String href) {}

  public List<Cell> strip() {
    double width = WIDTH / columns.count();
    double gap = Math.min(1, width / 5);
    List<Cell> cells = new ArrayList<>();
    for (int column = 0; column < columns.count(); column++) {
      int first = columns.first(column);
      int end = column == columns.count() - 1 ? columns.runs() : columns.first(column + 1);
      BackendRun gravest =
          track.runs().subList(first, end).stream()
              .max(Comparator.comparing(run -> run.backend().correctness()))
              .orElseThrow();
      RunLink run = link.apply(gravest);
      cells.add(
          new Cell(
              Curve.number(LEFT + column * width),
              Curve.number(width - gap),
              style(gravest.backend().correctness()),
              run.date()
                  + " "
                  + run.id()
                  + ": "
                  + HistoryWords.correctness(gravest.backend())
                  + (end - first > 1 ? "; the worst of " + (end - first) + " runs" : ""),
              run.href()));
    }
    return cells;
  }

  private static String style(Correctness correctness) {
    return correctness.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Where versions change.
   *
   * @param name what changes, in short; empty where there is no room
   * @param anchor where it is told, on the page of the track
   */
  record Upgrade(String x, String name, String title, String anchor) {}

  public List<Upgrade> upgrades() {
    List<Upgrade> upgrades = new ArrayList<>();
    double free = 0;
    for (VersionEvent event : track.versions()) {
      double x = frame.x(columns, columns.of(event.at()) - 0.5);
      boolean room = x >= free && x < LEFT + WIDTH - NAME_WIDTH;
      String title = HistoryWords.versions(event.changes());
      upgrades.add(
          new Upgrade(
              Curve.number(x), room ? name(event) : "", title, Anchors.versions(event.at())));
      free = room ? x + NAME_WIDTH : free;
    }
    return upgrades;
  }

  private static String name(VersionEvent event) {
    String name = event.changes().get(0).name() + " " + event.changes().get(0).after();
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
  }

  public String firstDate() {
    return day(track.runs().get(0));
  }

  public String lastDate() {
    return day(track.newest());
  }

  private String day(BackendRun run) {
    return link.apply(run).day();
  }
}

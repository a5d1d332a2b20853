package dev.assay.reports.render;

import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.history.BackendRun;
import dev.assay.reports.history.ChangePoint;
import dev.assay.reports.history.Series;
import dev.assay.reports.history.Track;
import dev.assay.reports.render.Curve.Frame;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A series as a row of a table, with a small drawing. */
final class SeriesRow {
  private static final int WIDTH = 180;
  private static final int HEIGHT = 28;
  private static final int MOST_COLUMNS = 90;

  private final Track track;
  private final Series series;
  private final Curve curve;
  private final Function<BackendRun, RunLink> link;

  SeriesRow(Track track, Series series, Function<BackendRun, RunLink> link) {
    this.track = track;
    this.series = series;
    this.link = link;
    this.curve =
        new Curve(
            series,
            Columns.of(track.runs().size(), MOST_COLUMNS),
            Frame.around(List.of(series), 1, 2, WIDTH - 2.0, HEIGHT - 4.0));
  }

  public String label() {
    return series.level() == Level.PROBLEM
        ? series.problem().label()
        : series.name() + ", " + Numbers.count(series.problems()) + " problems";
  }

  /** The problem's text; empty for several. */
  public String problem() {
    return series.level() == Level.PROBLEM ? series.problem().text() : "";
  }

  public Curve curve() {
    return curve;
  }

  /** The latest median; empty for several problems. */
  public String milliseconds() {
    return series.level() == Level.PROBLEM
        ? Numbers.milliseconds(series.seconds(series.size() - 1))
        : "";
  }

  /** Its interval. */
  public String interval() {
    int run = series.run(series.size() - 1);
    return track.runs().get(run).backend().times().stream()
        .filter(time -> time.problem().text().equals(problem()))
        .findFirst()
        .map(time -> Numbers.interval(time.low(), time.high(), Numbers::milliseconds))
        .orElse("");
  }

  /** The level now over that at the beginning. */
  public String ratio() {
    return Numbers.ratio(series.levelRatio(series.size() - 1));
  }

  /** The last change; empty if there was none. */
  public String change() {
    ChangePoint last = last();
    return last == null ? "" : Numbers.change(last.ratio());
  }

  /** Its interval. */
  public String changeInterval() {
    ChangePoint last = last();
    return last == null || last.low() == last.high()
        ? ""
        : "× " + Numbers.interval(last.low(), last.high(), Numbers::ratio);
  }

  /** Since which run; null if there was no change. */
  public @Nullable RunLink since() {
    ChangePoint last = last();
    return last == null ? null : link.apply(track.runs().get(series.run(last.at())));
  }

  public String style() {
    ChangePoint last = last();
    return last == null ? "same" : last.ratio() > 1 ? "slower" : "faster";
  }

  public int runs() {
    return series.size();
  }

  private @Nullable ChangePoint last() {
    return series.changes().isEmpty() ? null : series.changes().get(series.changes().size() - 1);
  }
}

package dev.assay.reports.render;

import dev.assay.bench.Median;
import dev.assay.reports.history.ChangePoint;
import dev.assay.reports.history.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A series drawn into a rectangle: time over that at the beginning, on a logarithmic axis. */
final class Curve {
  /** Noise is not to look like more than it is: the axis spans at least so much, up and down. */
  private static final double LEAST = Math.log(1.04);

  /** What lies further out than this share of all values, in either direction, is at the edge. */
  private static final double OUTLIERS = 0.05;

  private static final double MARGIN = Math.log(1.01);

  private final Series series;
  private final Columns columns;
  private final Frame frame;

  /**
   * A curve.
   *
   * @param columns of all runs of the track
   */
  Curve(Series series, Columns columns, Frame frame) {
    this.series = series;
    this.columns = columns;
    this.frame = frame;
  }

  /**
   * A rectangle in a drawing and the logarithms of the ratios at its lower and upper edge.
   *
   * @param left edge
   * @param top edge
   */
  record Frame(double left, double top, double width, double height, double low, double high) {
    /** With an axis for all levels and values, but for outliers. */
    static Frame around(List<Series> all, double left, double top, double width, double height) {
      double[] values = logarithms(all, Series::ratio).sorted().toArray();
      double[] levels = logarithms(all, Series::levelRatio).sorted().toArray();
      if (values.length == 0) {
        return new Frame(left, top, width, height, -LEAST, LEAST);
      }
      int last = values.length - 1;
      int cut = (int) (OUTLIERS * last);
      double low = Math.min(Math.min(levels[0], values[cut]) - MARGIN, -LEAST);
      double high = Math.max(Math.max(levels[last], values[last - cut]) + MARGIN, LEAST);
      return new Frame(left, top, width, height, low, high);
    }

    private static DoubleStream logarithms(List<Series> all, Ratio ratio) {
      return all.stream()
          .flatMapToDouble(
              series -> IntStream.range(0, series.size()).mapToDouble(i -> ratio.of(series, i)))
          .map(Math::log);
    }

    /** Some ratio at a value of a series. */
    private interface Ratio {
      double of(Series series, int i);
    }

    double y(double ratio) {
      double share = (Math.log(ratio) - low) / (high - low);
      return top + height * (1 - Math.max(0, Math.min(1, share)));
    }

    double x(Columns columns, double column) {
      return left + width * (column + 0.5) / columns.count();
    }
  }

  /** A point: the median of a column. */
  record Point(String x, String y, int run, double ratio) {}

  public List<Point> points() {
    SortedMap<Integer, List<Integer>> byColumn = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      byColumn.computeIfAbsent(columns.of(series.run(i)), c -> new ArrayList<>()).add(i);
    }
    List<Point> points = new ArrayList<>();
    byColumn.forEach(
        (column, values) -> {
          double ratio = Median.of(values.stream().mapToDouble(series::ratio).toArray());
          points.add(
              new Point(
                  number(frame.x(columns, column)),
                  number(frame.y(ratio)),
                  series.run(values.get(0)),
                  ratio));
        });
    return points;
  }

  /** The values as an SVG path. */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (Point point : points()) {
      path.append(path.isEmpty() ? 'M' : 'L').append(point.x).append(' ').append(point.y);
    }
    return path.toString();
  }

  /** The levels between change points as an SVG path. */
  public String levels() {
    StringBuilder path = new StringBuilder();
    int start = 0;
    while (start < series.size()) {
      int end = series.segmentEnd(start);
      path.append('M')
          .append(number(frame.x(columns, columns.of(series.run(start)) - 0.4)))
          .append(' ')
          .append(number(frame.y(series.levelRatio(start))))
          .append('H')
          .append(number(frame.x(columns, columns.of(series.run(end - 1)) + 0.4)));
      start = end;
    }
    return path.toString();
  }

  /**
   * A change point.
   *
   * @param x between the runs before and after
   * @param y of the new level
   */
  record Mark(String x, String y, int run, boolean slower, String change) {}

  public List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    for (ChangePoint change : series.changes()) {
      int run = series.run(change.at());
      marks.add(
          new Mark(
              number(frame.x(columns, columns.of(run) - 0.5)),
              number(frame.y(series.levelRatio(change.at()))),
              run,
              change.ratio() > 1,
              Numbers.change(change.ratio())));
    }
    return marks;
  }

  static String number(double value) {
    String text = Double.toString(Math.round(10 * value) / 10.0);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}

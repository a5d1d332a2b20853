package dev.assay.reports.render;

import dev.assay.reports.recommend.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A drawing of some backends' time and memory: towards the lower left is better. */
record TimeAndMemory(List<Ranked> ranking) {
  // Where its points lie.
  private static final double LEFT = 80;
  private static final double TOP = 40;
  private static final double WIDTH = 260;
  private static final double HEIGHT = 110;

  // A name's line, and how far its baseline is below its middle.
  private static final long LINE = 14;
  private static final long BASELINE = 4;

  /** Whether there are several, and the memory of all is known. */
  public boolean isThere() {
    return ranking.size() > 1 && ranking.stream().allMatch(r -> r.memoryBytes() != null);
  }

  private Scale time() {
    return Scale.of(ranking.stream().mapToDouble(Ranked::seconds));
  }

  private Scale memory() {
    return Scale.of(
        ranking.stream()
            .map(Ranked::memoryBytes)
            .filter(Objects::nonNull)
            .mapToDouble(Long::doubleValue));
  }

  private static long x(double share) {
    return Math.round(LEFT + WIDTH * share);
  }

  private static long y(double share) {
    return Math.round(TOP + HEIGHT * (1 - share));
  }

  /** What is written along the axis of the time. */
  public List<Tick> times() {
    Scale time = time();
    return time.ends()
        .mapToObj(s -> new Tick(x(time.share(s)), Numbers.milliseconds(s) + " ms"))
        .toList();
  }

  /** What is written along the axis of the memory. */
  public List<Tick> memories() {
    Scale memory = memory();
    return memory
        .ends()
        .mapToObj(bytes -> new Tick(y(memory.share(bytes)), Numbers.bytes(Math.round(bytes))))
        .toList();
  }

  /**
   * A place on an axis.
   *
   * @param at how far from the left, or from the top
   */
  record Tick(long at, String text) {}

  /** From the fastest to the slowest. */
  public List<Point> points() {
    Scale time = time();
    Scale memory = memory();
    List<Point> points = new ArrayList<>();
    for (Ranked ranked : ranking) {
      Long bytes = ranked.memoryBytes();
      if (bytes != null) {
        points.add(new Point(ranked, x(time.share(ranked.seconds())), y(memory.share(bytes))));
      }
    }
    return points;
  }

  /** At which height each point's name stands: beside it, but not over another one. */
  public List<Long> heights() {
    List<Point> points = points();
    List<Integer> order =
        IntStream.range(0, points.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> points.get(i).y()))
            .toList();
    Long[] heights = new Long[points.size()];
    long free = 0;
    for (int i : order) {
      heights[i] = Math.max(free, points.get(i).y() + BASELINE);
      free = heights[i] + LINE;
    }
    return List.of(heights);
  }

  /** From the smallest of some values to the largest. */
  private record Scale(double low, double high) {
    static Scale of(DoubleStream values) {
      DoubleSummaryStatistics range = values.summaryStatistics();
      return new Scale(range.getMin(), range.getMax());
    }

    /** One where both are the same. */
    DoubleStream ends() {
      return DoubleStream.of(low, high).distinct();
    }

    double share(double value) {
      return high > low ? (value - low) / (high - low) : 0.5;
    }
  }

  /** One backend. */
  record Point(Ranked ranked, long x, long y) {
    /** {@code dl4j, 273 ms, 1.15 GiB}. */
    public String name() {
      RecommendationView.Row row = new RecommendationView.Row(ranked, 1, true, false);
      return ranked.backend() + ", " + row.time() + " ms, " + row.memory();
    }

    /** All that decides. */
    public String label() {
      return name() + ", worst error " + Numbers.share(ranked.share()) + " of its bound";
    }
  }
}

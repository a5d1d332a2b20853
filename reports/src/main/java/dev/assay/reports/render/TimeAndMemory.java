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

  /** From the fastest to the slowest. */
  public List<Point> points() {
    Scale time = Scale.of(ranking.stream().mapToDouble(Ranked::seconds));
    Scale memory =
        Scale.of(
            ranking.stream()
                .map(Ranked::memoryBytes)
                .filter(Objects::nonNull)
                .mapToDouble(Long::doubleValue));
    List<Point> points = new ArrayList<>();
    for (Ranked ranked : ranking) {
      Long bytes = ranked.memoryBytes();
      if (bytes != null) {
        points.add(
            new Point(
                ranked,
                Math.round(LEFT + WIDTH * time.share(ranked.seconds())),
                Math.round(TOP + HEIGHT * (1 - memory.share(bytes)))));
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

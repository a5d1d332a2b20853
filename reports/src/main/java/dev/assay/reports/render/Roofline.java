package dev.assay.reports.render;

import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The roofline chart: arithmetic rate over operations per byte, the machine's limits as lines and
 * every right, timed problem as a point.
 *
 * @param lines the limits, in the order of {@link Roofs}
 * @param clouds the points, by backend
 */
record Roofline(List<Line> lines, List<Cloud> clouds) {

  /**
   * The limits with so many threads.
   *
   * @param label {@code 2 threads}
   * @param peak GFLOP/s
   * @param bandwidth GB/s
   * @param usual whether layers were timed with as many threads
   */
  record Line(String label, double peak, double bandwidth, boolean usual) {}

  /** The problems of one backend. */
  record Cloud(String backend, List<Point> points) {}

  /**
   * One problem.
   *
   * @param name of network and layer, and the direction
   * @param forward whether it is no gradient
   * @param intensity operations per byte
   * @param rate GFLOP/s
   * @param roof {@code 73 %} of the limit
   * @param row where its numbers are in the page
   */
  record Point(
      String name, boolean forward, double intensity, double rate, String roof, String row) {}

  /** Problems that compute nothing have no place in it. */
  static Roofline of(RunRecord run, Roofs roofs) {
    Map<String, List<Point>> clouds = new LinkedHashMap<>();
    for (MeasurementRecord m : run.measurements()) {
      roofs
          .share(m)
          .ifPresent(
              share -> {
                if (m.flops() > 0) {
                  clouds
                      .computeIfAbsent(m.backend(), backend -> new ArrayList<>())
                      .add(point(run, m, share));
                }
              });
    }
    List<Cloud> byBackend = new ArrayList<>();
    clouds.forEach((backend, points) -> byBackend.add(new Cloud(backend, points)));
    return new Roofline(
        roofs.all().stream()
            .filter(Roof::isWhole)
            .map(
                roof ->
                    new Line(
                        roof.label(),
                        roof.peak(),
                        roof.bandwidth(),
                        roofs.usual().filter(roof::equals).isPresent()))
            .toList(),
        byBackend);
  }

  private static Point point(RunRecord run, MeasurementRecord m, double share) {
    Timing timing = Objects.requireNonNull(m.timing());
    return new Point(
        m.network() + " " + m.layer() + ", " + m.direction(),
        m.isForward(),
        m.flops() / m.bytes(),
        m.flops() * 1e-9 / timing.median(),
        Numbers.percent(share),
        Anchors.speed(run, m));
  }

  /** Whether there is anything below the lines. */
  public boolean hasPoints() {
    return !clouds.isEmpty();
  }

  /** How many problems it shows. */
  public int size() {
    return clouds.stream().mapToInt(cloud -> cloud.points().size()).sum();
  }
}

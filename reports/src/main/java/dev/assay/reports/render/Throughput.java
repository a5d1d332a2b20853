package dev.assay.reports.render;

import dev.assay.reference.op.Direction;
import dev.assay.reports.compare.Timed;
import dev.assay.reports.record.Layers;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Metric;
import dev.assay.reports.record.Quantity;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, network by network.
 *
 * @param roof whether it is known how much of the machine's limits results reach
 */
record Throughput(boolean roof, List<Network> networks) {

  /** What each layer's numbers are. */
  public List<Quantity> columns() {
    return MeasurementRecord.FIGURES;
  }

  /**
   * One network, with one batch size.
   *
   * @param name with the batch size where there are several
   * @param anchor where it is in the page
   * @param problems every layer in every direction
   * @param totals time of a whole pass, by direction
   */
  record Network(
      String name,
      String anchor,
      List<Panel> panels,
      List<LayerProblem> problems,
      List<Total> totals) {}

  /**
   * One chart: the layers of one direction whose rate has the same unit.
   *
   * @param direction forward or backward
   */
  record Panel(String direction, Quantity metric, List<String> layers, List<Bars> bars) {

    /** One line for each layer. */
    public List<PanelRow> rows() {
      return IntStream.range(0, layers.size())
          .mapToObj(
              i -> new PanelRow(layers.get(i), bars.stream().map(b -> b.bars().get(i)).toList()))
          .toList();
    }
  }

  /** One layer's bars, one for each backend. */
  record PanelRow(String layer, List<Bar> bars) {}

  /** What the bars of one chart have in common. */
  private record Axis(String direction, Quantity quantity) {}

  /** One backend's bars, one for each layer. */
  record Bars(String backend, List<Bar> bars) {}

  /**
   * One bar.
   *
   * @param value null where there is no verified speed
   * @param letter of the verdict where there is none
   * @param remark {@code 73 % of roof}, and how it was measured where that is worth saying; or
   *     empty
   * @param row where its numbers are in the page; empty if there are none
   */
  record Bar(
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      String letter,
      String remark,
      String row) {
    static Bar none(String letter, String row) {
      return new Bar(null, null, null, letter, "", row);
    }

    public String text() {
      if (value == null || low == null || high == null) {
        return letter.isEmpty() ? Numbers.NONE : letter;
      }
      String measured = Numbers.measured(value);
      return Stream.of(Numbers.interval(low, high), remark)
          .filter(part -> !part.isEmpty())
          .reduce((interval, said) -> interval + "; " + said)
          .map(besides -> measured + " (" + besides + ")")
          .orElse(measured);
    }
  }

  /** One problem and what each backend made of it. */
  record LayerProblem(
      String layer, int count, String direction, String problem, List<LayerResult> results) {

    /** Back is back: a layer without parameters has no gradients but those of its data. */
    private String way() {
      return direction.equals(Direction.FORWARD.toString())
          ? direction
          : Direction.BACKWARD.toString();
    }
  }

  /**
   * One number of a table.
   *
   * @param best whether it is the quickest right result's, or might as well be
   */
  record Value(String text, String interval, boolean best) {}

  /**
   * Time of all layers of a network, each as often as it occurs.
   *
   * @param direction forward or backward
   */
  record Total(String direction, List<TotalOfBackend> backends) {}

  /**
   * One backend's part of a total.
   *
   * @param text milliseconds, or how many layers have a usable time if not all do
   * @param interval its 95 % interval; empty if there is none
   * @param best whether no backend is faster, or none is known to be
   */
  record TotalOfBackend(
      String backend, String text, String interval, boolean complete, boolean best) {}

  static Throughput of(RunRecord run, Roofs roofs) {
    Map<Layers, List<MeasurementRecord>> networks = grouped(run.measurements(), Layers::of);
    return new Throughput(
        run.measurements().stream().anyMatch(m -> roofs.share(m).isPresent()),
        networks.entrySet().stream()
            .map(
                group ->
                    network(
                        run,
                        name(group.getKey(), networks.keySet()),
                        Anchors.layers(group.getKey().network(), group.getKey().batch()),
                        group.getValue(),
                        roofs))
            .toList());
  }

  private static String name(Layers layers, Set<Layers> all) {
    boolean alone =
        all.stream().filter(other -> other.network().equals(layers.network())).count() == 1;
    return alone ? layers.network() : layers.network() + ", batches of " + layers.batch();
  }

  private static Network network(
      RunRecord run,
      String name,
      String anchor,
      List<MeasurementRecord> measurements,
      Roofs roofs) {
    List<LayerProblem> problems =
        grouped(measurements, m -> m.layer() + " " + m.problem()).values().stream()
            .map(rivals -> problem(run, rivals, roofs))
            .toList();
    return new Network(name, anchor, panels(problems), problems, totals(problems));
  }

  private static LayerProblem problem(RunRecord run, List<MeasurementRecord> rivals, Roofs roofs) {
    MeasurementRecord any = rivals.get(0);
    double reach = reach(rivals.stream().flatMap(m -> Timed.usable(m).stream()).map(Span::of));
    List<LayerResult> results =
        rivals.stream().map(m -> LayerResult.of(run, m, values(m, reach), roofs)).toList();
    return new LayerProblem(any.layer(), any.count(), any.direction(), any.problem(), results);
  }

  /**
   * The numbers of one layer on one backend.
   *
   * @param reach of the quickest right one: the same problem is the same work, so it is the best in
   *     everything
   */
  private static List<Value> values(MeasurementRecord m, double reach) {
    boolean isBest = Timed.usable(m).filter(timing -> timing.low() <= reach).isPresent();
    return m.metrics().stream()
        .map(
            metric ->
                new Value(
                    Numbers.measured(metric.value()),
                    Numbers.interval(metric.low(), metric.high()),
                    isBest))
        .toList();
  }

  private static List<Panel> panels(List<LayerProblem> problems) {
    Map<Axis, List<LayerProblem>> groups = new LinkedHashMap<>();
    for (LayerProblem problem : problems) {
      rate(problem)
          .ifPresent(
              rate ->
                  groups
                      .computeIfAbsent(
                          new Axis(problem.way(), rate.quantity()), axis -> new ArrayList<>())
                      .add(problem));
    }
    return groups.entrySet().stream()
        .sorted(
            Comparator.comparing(
                group -> MeasurementRecord.FIGURES.indexOf(group.getKey().quantity())))
        .map(
            group ->
                new Panel(
                    group.getKey().direction(),
                    group.getKey().quantity(),
                    group.getValue().stream().map(LayerProblem::layer).toList(),
                    bars(group.getValue())))
        .toList();
  }

  private static Optional<Metric> rate(LayerProblem problem) {
    return problem.results().stream()
        .map(result -> result.measurement().rate())
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static List<Bars> bars(List<LayerProblem> problems) {
    return backends(problems)
        .map(
            backend ->
                new Bars(backend, problems.stream().map(problem -> bar(problem, backend)).toList()))
        .toList();
  }

  private static Bar bar(LayerProblem problem, String backend) {
    return problem.results().stream()
        .filter(result -> result.measurement().backend().equals(backend))
        .map(Throughput::bar)
        .findFirst()
        .orElse(Bar.none("", ""));
  }

  private static Bar bar(LayerResult result) {
    Metric rate = result.measurement().rate();
    return rate == null || !result.verified()
        ? Bar.none(result.sign().letter(), result.row())
        : new Bar(
            rate.value(),
            rate.low(),
            rate.high(),
            "",
            Stream.of(result.roof().isEmpty() ? "" : result.roof() + " of roof", result.remark())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ")),
            result.row());
  }

  private static List<Total> totals(List<LayerProblem> problems) {
    return grouped(problems, LayerProblem::way).entrySet().stream()
        .map(group -> total(group.getKey(), group.getValue()))
        .toList();
  }

  private static Total total(String direction, List<LayerProblem> problems) {
    Map<String, List<Span>> times = new LinkedHashMap<>();
    backends(problems).forEach(backend -> times.put(backend, times(problems, backend)));
    int all = problems.size();
    double reach =
        reach(times.values().stream().filter(spans -> spans.size() == all).map(Span::sum));
    return new Total(
        direction,
        times.entrySet().stream()
            .map(entry -> total(entry.getKey(), entry.getValue(), all, reach))
            .toList());
  }

  private static TotalOfBackend total(String backend, List<Span> times, int all, double reach) {
    if (times.size() != all) {
      String text = times.size() + " of " + all + " layers";
      return new TotalOfBackend(backend, text, "", false, false);
    }
    Span total = Span.sum(times);
    return new TotalOfBackend(
        backend,
        Numbers.milliseconds(total.seconds),
        Numbers.interval(total.low, total.high, Numbers::milliseconds),
        true,
        total.low <= reach);
  }

  /** Of each layer of which a backend has a usable time, as often as the layer occurs. */
  private static List<Span> times(List<LayerProblem> problems, String backend) {
    List<Span> times = new ArrayList<>();
    for (LayerProblem problem : problems) {
      for (LayerResult result : problem.results()) {
        if (result.measurement().backend().equals(backend)) {
          Timed.usable(result.measurement())
              .ifPresent(timing -> times.add(Span.of(timing).times(problem.count())));
        }
      }
    }
    return times;
  }

  /** Seconds, and the ends of their 95 % interval. */
  private record Span(double seconds, double low, double high) {
    static Span of(Timing timing) {
      return new Span(timing.median(), timing.low(), timing.high());
    }

    /** All layers may be off the same way, as what slows one round down slows all of them. */
    static Span sum(List<Span> spans) {
      return spans.stream()
          .reduce(
              new Span(0, 0, 0),
              (a, b) -> new Span(a.seconds + b.seconds, a.low + b.low, a.high + b.high));
    }

    Span times(int count) {
      return new Span(count * seconds, count * low, count * high);
    }
  }

  /** Up to where the quickest one's interval goes; not a number if there is none. */
  private static double reach(Stream<Span> times) {
    return times.min(Comparator.comparingDouble(Span::seconds)).map(Span::high).orElse(Double.NaN);
  }

  private static Stream<String> backends(List<LayerProblem> problems) {
    return problems.stream()
        .flatMap(problem -> problem.results().stream())
        .map(result -> result.measurement().backend())
        .distinct();
  }

  private static <T, K> Map<K, List<T>> grouped(List<T> list, Function<T, K> key) {
    return list.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }
}

package dev.assay.reports.render;

import dev.assay.reports.record.Layers;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.render.Throughput.Value;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One backend's numbers for one layer in one direction.
 *
 * @param row where they are in the page
 * @param roof {@code 73 %} of the machine's limits; empty if not known
 */
record LayerResult(
    RunRecord run, MeasurementRecord measurement, String row, List<Value> values, String roof) {
  private static final double MILLION = 1e6;

  static LayerResult of(RunRecord run, MeasurementRecord m, List<Value> values, Roofs roofs) {
    return new LayerResult(
        run,
        m,
        Anchors.speed(run, m),
        values,
        roofs.share(m).stream().mapToObj(Numbers::percent).findFirst().orElse(""));
  }

  public Sign sign() {
    return Sign.of(measurement.outcome());
  }

  public String share() {
    return Numbers.share(measurement.share());
  }

  public boolean verified() {
    return measurement.isVerified();
  }

  /** How it was measured, where that is worth saying; or empty. */
  public String remark() {
    return Stream.of(
            Disturbances.remark(measurement.timing()),
            verified() ? Objects.requireNonNullElse(measurement.message(), "") : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** Everything known of it, and the commands that time and verify it again. */
  public Details details() {
    MeasurementRecord m = measurement;
    return Details.of(
        Stream.concat(
            Stream.of(
                m.problem(),
                m.share() == null
                    ? sign().word()
                    : sign().word() + ", worst error " + share() + " of its bound",
                m.message() == null ? "" : m.message(),
                compared()),
            Stream.concat(
                TimingLines.of(m.timing()),
                Stream.of(
                    String.format(
                        Locale.ROOT,
                        "work: %s MFLOP, %s MB of compulsory traffic",
                        Numbers.measured(m.flops() / MILLION),
                        Numbers.measured(m.bytes() / MILLION))))),
        commands());
  }

  /** {@code compared: 512 of 401 408 elements, a random sample; …}; empty if not known. */
  private String compared() {
    Long compared = measurement.compared();
    Long elements = measurement.elements();
    if (compared == null || elements == null) {
      return "";
    }
    if (compared.equals(elements)) {
      return "compared: all " + Numbers.count(elements) + " elements";
    }
    return "compared: %s of %s elements, a random sample; %s"
        .formatted(
            Numbers.count(compared),
            Numbers.count(elements),
            measurement.law() == null
                ? "no law could be tried on all of them"
                : "all of them together by the law " + measurement.law());
  }

  private List<Fact> commands() {
    Reproducer again = Reproducer.of(run, measurement.backend());
    Stream<Fact> timed =
        again.of(Layers.of(measurement)).stream().map(line -> new Fact("time again", line));
    Stream<Fact> verified =
        Stream.of(new Fact("verify again", again.problem(measurement.problem())));
    Stream<Fact> lawful =
        Stream.ofNullable(measurement.law())
            .map(law -> new Fact("try the law again", again.law(law, measurement.problem())));
    return Stream.of(timed, verified, lawful).flatMap(facts -> facts).toList();
  }
}

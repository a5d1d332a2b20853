package dev.assay.reports.render;

import dev.assay.bench.Median;
import dev.assay.reports.record.NoiseRecord;
import java.util.List;
import java.util.stream.Stream;

/** How noisy a machine is, in a terminal. */
public final class NoiseSummary {
  private NoiseSummary() {}

  /**
   * A table; ends with a line break.
   *
   * @param styled whether to use ANSI colours
   */
  public static String render(List<NoiseRecord> noise, boolean styled) {
    TextTable table =
        new TextTable(
            Stream.of(
                "times differ from run to run by",
                "runs",
                "as a whole",
                "by operation",
                "by problem"));
    for (NoiseRecord record : noise) {
      table.row(
          Stream.of(
                  record.backend(),
                  Numbers.count(record.runs()),
                  range(record, "total"),
                  range(record, "family"),
                  range(record, "problem"))
              .map(Text::plain)
              .toList());
    }
    return table.print(styled);
  }

  /** {@code 0.8 %}, {@code 0.5 %–12 %}: standard deviations. */
  private static String range(NoiseRecord record, String level) {
    double[] deviations =
        record.deviations().stream()
            .filter(d -> d.level().equals(level))
            .mapToDouble(NoiseRecord.Deviation::deviation)
            .sorted()
            .toArray();
    if (deviations.length == 0) {
      return Numbers.NONE;
    }
    String least = Numbers.deviation(deviations[0]);
    String most = Numbers.deviation(deviations[deviations.length - 1]);
    return least.equals(most)
        ? least
        : least + "–" + most + ", median " + Numbers.deviation(Median.of(deviations));
  }
}

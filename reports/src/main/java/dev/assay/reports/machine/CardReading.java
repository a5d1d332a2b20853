package dev.assay.reports.machine;

import dev.assay.reports.record.CardRecord;
import dev.assay.reports.record.CardRecord.Range;
import dev.assay.reports.record.ClockReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a card said of itself at one moment; null is what it does not tell.
 *
 * @param megahertz clock of its multiprocessors
 * @param watts drawn
 * @param celsius its temperature
 * @param mebibytes of its memory in use, by whomever
 * @param reasons why the clock is not higher, a bit for each
 */
record CardReading(
    @Nullable Double megahertz,
    @Nullable Double watts,
    @Nullable Double celsius,
    @Nullable Double mebibytes,
    @Nullable Long reasons) {

  /** What {@link #parse} takes, but for the reasons, whose name depends on the driver. */
  static final String PROPERTIES = "index,clocks.sm,power.draw,temperature.gpu,memory.used,";

  private static final int COLUMNS = 6;
  private static final long IDLE = 1;
  private static final double MEGA = 1e6;
  private static final double MIB = 1L << 20;

  /** A line of the tool's; empty if it is something else. */
  static Optional<CardReading> parse(String line) {
    String[] values = NvidiaSmi.values(line);
    return values.length != COLUMNS || NvidiaSmi.number(values[0]) == null
        ? Optional.empty()
        : Optional.of(
            new CardReading(
                NvidiaSmi.number(values[1]),
                NvidiaSmi.number(values[2]),
                NvidiaSmi.number(values[3]),
                NvidiaSmi.number(values[4]),
                bits(values[5])));
  }

  private static @Nullable Long bits(String value) {
    try {
      return Long.decode(value);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private boolean isIdle() {
    return reasons != null && (reasons & IDLE) != 0;
  }

  private boolean has(ClockReason reason) {
    return reasons != null && (reasons & reason.bit()) != 0;
  }

  /** All of a card's readings together: between two processes it idles, and that does not count. */
  static CardRecord summary(int card, List<CardReading> readings) {
    List<CardReading> busy = readings.stream().filter(reading -> !reading.isIdle()).toList();
    SortedMap<ClockReason, Integer> heldDown = new TreeMap<>();
    for (ClockReason reason : ClockReason.values()) {
      int count = (int) busy.stream().filter(reading -> reading.has(reason)).count();
      if (count > 0) {
        heldDown.put(reason, count);
      }
    }
    return new CardRecord(
        card,
        readings.size(),
        readings.size() - busy.size(),
        range(busy, CardReading::megahertz, MEGA),
        range(busy, CardReading::watts, 1),
        range(busy, CardReading::celsius, 1),
        readings.stream()
            .map(CardReading::mebibytes)
            .filter(Objects::nonNull)
            .map(used -> Math.round(used * MIB))
            .max(Long::compare)
            .orElse(null),
        (int) busy.stream().filter(CardReading::isHeldDown).count(),
        heldDown);
  }

  private boolean isHeldDown() {
    return List.of(ClockReason.values()).stream().anyMatch(this::has);
  }

  private static @Nullable Range range(
      List<CardReading> readings, Function<CardReading, @Nullable Double> value, double unit) {
    return Range.of(
            readings.stream().map(value).filter(Objects::nonNull).mapToDouble(v -> v * unit))
        .orElse(null);
  }
}

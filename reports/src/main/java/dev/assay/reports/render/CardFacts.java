package dev.assay.reports.render;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.record.CardRecord;
import dev.assay.reports.record.CardRecord.Range;
import dev.assay.reports.record.RunRecord;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How cards fared while something was timed on them, in words. */
final class CardFacts {
  private static final double GIGA = 1e9;

  private CardFacts() {}

  /** A fact for each time that a card was watched. */
  static Stream<Fact> of(RunRecord run) {
    return run.cards().stream()
        .map(card -> new Fact("Card " + card.index() + " while timed", values(card)));
  }

  /** {@code clock 1.41 GHz (1.38–1.41), 310 W (120–330), 61 °C (45–64), …}. */
  private static String values(CardRecord card) {
    return Stream.of(
            text("clock ", card.clockHertz(), CardFacts::gigahertz, " GHz"),
            text("", card.powerWatts(), Numbers::measured, " W"),
            text("", card.temperatureCelsius(), Numbers::measured, " °C"),
            card.memoryBytes() == null
                ? null
                : "at most " + Numbers.bytes(card.memoryBytes()) + " of its memory",
            "%s readings, %s of them idle"
                .formatted(Numbers.count(card.readings()), Numbers.count(card.idle())))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable String text(
      String name, @Nullable Range range, DoubleFunction<String> number, String unit) {
    return range == null
        ? null
        : name
            + number.apply(range.median())
            + unit
            + Numbers.inBrackets(range.least(), range.greatest(), number);
  }

  private static String gigahertz(double hertz) {
    return Numbers.measured(hertz / GIGA);
  }

  /** What of it stands between these timings and those of a card with a steady clock. */
  static Stream<String> noise(RunRecord run) {
    return run.cards().stream()
        .flatMap(card -> Stream.of(heldDown(card), varied(card)).flatMap(Optional::stream));
  }

  private static Optional<String> heldDown(CardRecord card) {
    return card.heldDown() == 0
        ? Optional.empty()
        : Optional.of(
            "The clock of card %d was held down in %s of %s readings: %s."
                .formatted(
                    card.index(),
                    Numbers.count(card.heldDown()),
                    Numbers.count(card.busy()),
                    card.reasons().entrySet().stream()
                        .map(reason -> "by " + reason.getKey().words() + " in " + reason.getValue())
                        .collect(Collectors.joining(", "))));
  }

  /** By as much as comparisons must not miss: a clock's change could be taken for a backend's. */
  private static boolean isNoticeable(Range clock) {
    return clock.greatest() - clock.least() > Comparison.THRESHOLD * clock.greatest();
  }

  private static Optional<String> varied(CardRecord card) {
    return Optional.ofNullable(card.clockHertz())
        .filter(CardFacts::isNoticeable)
        .map(
            clock ->
                "The clock of card %d varied from %s to %s GHz while it computed."
                    .formatted(
                        card.index(), gigahertz(clock.least()), gigahertz(clock.greatest())));
  }
}

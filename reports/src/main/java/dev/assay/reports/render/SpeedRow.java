package dev.assay.reports.render;

import dev.assay.reports.compare.Judgement;
import dev.assay.reports.compare.Scope.Level;
import dev.assay.reports.compare.SpeedChange;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of time as reports show it.
 *
 * @param change what changed
 * @param widest the ratio, above 1, at the ends of the drawing of its table
 */
record SpeedRow(SpeedChange change, double widest) {
  private static final int GREATEST_FLOOR = 100;

  /** {@code 1.052}. */
  public String ratio() {
    return Numbers.ratio(change.ratio());
  }

  /** {@code 1.047–1.058}. */
  public String interval() {
    return Numbers.interval(change.low(), change.high(), Numbers::ratio);
  }

  /**
   * {@code ±3.1 %}, {@code ×4.2}, with {@code ~} before it where it was not measured. Two or three
   * rounds can give millions, which only say that they are too few.
   */
  public String floor() {
    if (Double.isInfinite(change.floor())) {
      return "unknown";
    }
    if (change.floor() > GREATEST_FLOOR) {
      return ">×" + GREATEST_FLOOR;
    }
    String size =
        change.floor() < 2
            ? "±" + Numbers.deviation(change.floor() - 1)
            : "×" + Numbers.measured(change.floor());
    return change.floorMeasured() ? size : "~" + size;
  }

  public String before() {
    return milliseconds(change.before());
  }

  public String after() {
    return milliseconds(change.after());
  }

  /** {@code layers, 70 problems}. */
  public String label() {
    return change.scope().level() == Level.PROBLEM || change.problems() == 1
        ? change.label()
        : change.label() + ", " + Numbers.count(change.problems()) + " problems";
  }

  /** The problem's text; empty for several. */
  public String problem() {
    return change.scope().level() == Level.PROBLEM ? change.scope().name() : "";
  }

  /** The name of the style that shows the judgement. */
  public String style() {
    return change.judgement().name().toLowerCase(Locale.ROOT);
  }

  /** {@code 5.2 % slower}, {@code the same}. */
  public String words() {
    return switch (change.judgement()) {
      case SLOWER, FASTER -> Numbers.change(change.ratio());
      case SAME -> "the same";
      case INCONCLUSIVE -> "inconclusive" + (onAverage().isEmpty() ? "" : ": " + onAverage());
    };
  }

  /** {@code × 1.140 on average, not in the quickest rounds}; empty if both say the same. */
  public String onAverage() {
    Double ratio = change.onAverage();
    return ratio == null
        ? ""
        : "× " + Numbers.ratio(ratio) + " on average, not in the quickest rounds";
  }

  /** Whether it changed. */
  public boolean isChanged() {
    return change.judgement() == Judgement.SLOWER || change.judgement() == Judgement.FASTER;
  }

  /** Where the ratio is in the drawing, in per cent of its width. */
  public String at() {
    return position(change.ratio());
  }

  public String from() {
    return position(change.low());
  }

  /** How wide the interval is in the drawing. */
  public String width() {
    return width(change.low(), change.high());
  }

  public String floorFrom() {
    return position(1 / change.floor());
  }

  public String floorWidth() {
    return width(1 / change.floor(), change.floor());
  }

  private String position(double ratio) {
    return number(share(ratio));
  }

  private String width(double low, double high) {
    return number(share(high) - share(low));
  }

  /** On a logarithmic axis from the inverse of the widest ratio to itself. */
  private double share(double ratio) {
    double position = Math.log(ratio) / Math.log(widest);
    return 50 + 50 * Math.max(-1, Math.min(1, position));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String milliseconds(@Nullable Double seconds) {
    return seconds == null ? "" : Numbers.milliseconds(seconds);
  }
}

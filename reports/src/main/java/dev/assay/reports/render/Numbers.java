package dev.assay.reports.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How every report prints numbers: thousands in groups, with a narrow space between them; a minus
 * and exponents as in a problem's text, where they can be copied to: {@code -1.38e-7}.
 */
public final class Numbers {
  /** What stands for a number that does not exist. */
  static final String NONE = "–";

  private static final char NARROW_SPACE = '\u202f';
  private static final double MILLI = 1e-3;
  private static final MathContext MEASURED_DIGITS = new MathContext(3);
  private static final MathContext FLOAT_DIGITS = new MathContext(9);

  private Numbers() {}

  /** A count, in groups of three digits. */
  static String count(long count) {
    return grouped(String.format(Locale.ROOT, "%,d", count));
  }

  /** With so many digits after the point: {@code 1 814.1}. */
  static String fixed(double value, int decimals) {
    return grouped(String.format(Locale.ROOT, "%,." + decimals + "f", value));
  }

  private static String grouped(String number) {
    return number.replace(',', NARROW_SPACE);
  }

  /** Three significant digits, then zeros; without an exponent where that stays short. */
  public static String measured(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value) || Double.isInfinite(value) || size == 0) {
      return element(value);
    }
    if (size < 1e-4 || size >= 1e7) {
      // Java writes the sign of each exponent, and at least two digits.
      return String.format(Locale.ROOT, "%.2e", value).replaceFirst("e\\+?(-?)0?", "e$1");
    }
    // Rounded first: 99.96 has as many digits before the point as 100.
    BigDecimal rounded = BigDecimal.valueOf(value).round(MEASURED_DIGITS);
    int decimals = MEASURED_DIGITS.getPrecision() - rounded.precision() + rounded.scale();
    return decimals > 0 ? rounded.setScale(decimals).toPlainString() : count(rounded.longValue());
  }

  /** What was measured in seconds, in milliseconds. */
  static String milliseconds(double seconds) {
    return measured(seconds / MILLI);
  }

  /** {@code 1.23×}: of something else. */
  static String times(double factor) {
    return fixed(factor, 2) + "×";
  }

  /** A ratio of times that may be close to 1: {@code 1.052}. */
  static String ratio(double ratio) {
    return fixed(ratio, 3);
  }

  /** {@code 5.2 % slower}, {@code 12 % faster}, {@code 78.9 times as slow}, by a ratio of times. */
  static String change(double ratio) {
    if (ratio >= 2) {
      return measured(ratio) + " times as slow";
    }
    if (ratio <= 0.5) {
      return measured(1 / ratio) + " times as fast";
    }
    return ratio > 1 ? deviation(ratio - 1) + " slower" : deviation(1 - ratio) + " faster";
  }

  /** How far something is from what it is compared with: {@code 5.2 %}, {@code 47 %}. */
  static String deviation(double share) {
    return fixed(100 * share, share < 0.1 ? 1 : 0) + " %";
  }

  /** {@code 1.02–1.09}, as {@link #measured} prints them. */
  static String interval(double low, double high) {
    return interval(low, high, Numbers::measured);
  }

  /** {@code 1.02–1.09}; empty if there is none, which a single round has not. */
  static String interval(double low, double high, DoubleFunction<String> number) {
    return low == high ? "" : number.apply(low) + "–" + number.apply(high);
  }

  /** {@code (1.02–1.09)}, behind a space; empty if there is none. */
  static String inBrackets(double low, double high, DoubleFunction<String> number) {
    return low == high ? "" : " (" + interval(low, high, number) + ")";
  }

  /** {@code , 95 % interval 1.02–1.09}; empty if there is none. */
  static String named(double low, double high, DoubleFunction<String> number) {
    return low == high ? "" : ", 95 % interval " + interval(low, high, number);
  }

  /** An error as a share of its bound: {@code 31 %}, {@code 1 340×}, {@code ∞}. */
  public static String share(@Nullable Double share) {
    if (share == null) {
      return NONE;
    }
    if (share.isInfinite() || share.isNaN()) {
      return "∞";
    }
    if (share == 0) {
      return "0";
    }
    if (share > 1) {
      return measured(share) + "×";
    }
    return share < 0.01 ? "<1 %" : Math.round(100 * share) + " %";
  }

  /** A part of a whole that it may exceed: {@code 73 %}, {@code 112 %}. */
  static String percent(double share) {
    return share > 0 && share < 0.01 ? "<1 %" : count(Math.round(100 * share)) + " %";
  }

  /** A value of a tensor, with all digits that a float has. */
  public static String element(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal digits = new BigDecimal(value).round(FLOAT_DIGITS).stripTrailingZeros();
    double size = Math.abs(value);
    String text = size < 1e-4 || size >= 1e9 ? digits.toString() : digits.toPlainString();
    return text.replace("E+", "e").replace("E", "e");
  }

  /** {@code 13 min 43 s}. */
  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** {@code 1 thread}, {@code 2 threads}. */
  static String threads(int count) {
    return count(count) + (count == 1 ? " thread" : " threads");
  }

  /** {@code 32 KiB}, {@code 23.5 GiB}. */
  static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return (value == Math.rint(value) ? count((long) value) : measured(value)) + " " + units[unit];
  }
}

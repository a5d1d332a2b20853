package dev.assay.spi;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.problem.Problem;

/**
 * What a problem's results look like where a backend gets it wrong as is known. Elements may be
 * right or look like this; whatever else they look like is news. Its text is for readers of
 * reports.
 */
public sealed interface Symptom {

  /** There are none: the backend throws, its process ends, or it never answers. */
  record NoResult() implements Symptom {
    @Override
    public String toString() {
      return "no result";
    }
  }

  /** Elements that are, or should be, NaN or infinite; what should be finite and is, is right. */
  record NonFinite() implements Symptom {
    @Override
    public String toString() {
      return "anything where NaN or ±∞ is, or should be";
    }
  }

  /**
   * Elements are further off than rounding allows.
   *
   * @param absolute by up to this much
   * @param relative and this share of Σ|terms|, the {@linkplain Gauge#magnitude magnitude}, more
   */
  record Inexact(double absolute, double relative) implements Symptom {
    @Override
    public String toString() {
      String plain = absolute == 0 ? "" : String.format("%.1e", absolute);
      String share = relative == 0 ? "" : String.format("%.1e·Σ|terms|", relative);
      return "further off by up to "
          + plain
          + (plain.isEmpty() || share.isEmpty() ? "" : " + ")
          + share;
    }
  }

  /**
   * Elements are those of another problem with the same inputs.
   *
   * @param other has as many inputs and results of the same sizes; shapes may differ
   */
  record AsIf(Problem other) implements Symptom {
    @Override
    public String toString() {
      return "that of " + other;
    }
  }

  /** Elements are anything, from one run to the next, too: nothing is verified. */
  record Garbage() implements Symptom {
    @Override
    public String toString() {
      return "anything";
    }
  }
}

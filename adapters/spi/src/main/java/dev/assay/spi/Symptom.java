package dev.assay.spi;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.problem.Problem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a problem's results look like where a backend gets it wrong as is known. Elements may be
 * right or look like this; whatever else they look like is news. Its text is for readers of
 * reports.
 */
public sealed interface Symptom {

  /** There are none: the backend throws. */
  record Throws() implements Symptom {
    @Override
    public String toString() {
      return "an exception";
    }
  }

  /**
   * There are none: the backend's process ends by itself. One that never answers, or takes more
   * memory than it may and is killed for it, does something else.
   */
  record Dies() implements Symptom {
    @Override
    public String toString() {
      return "the end of the process";
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
   * @param absolute by up to this much, finite
   * @param relative and this share of Σ|terms|, the {@linkplain Gauge#magnitude magnitude}, more
   */
  record Inexact(double absolute, double relative) implements Symptom {
    private static final MathContext TWO_DIGITS = new MathContext(2);

    /**
     * Refuses what limits nothing.
     *
     * @throws IllegalArgumentException if one of them is negative, infinite or NaN
     */
    public Inexact {
      if (!(absolute >= 0 && relative >= 0) || Double.isInfinite(absolute + relative)) {
        throw new IllegalArgumentException(
            "an error of " + absolute + " and " + relative + " of all terms is none that limits");
      }
    }

    /**
     * Of algorithms that transform tiles of their data, such as Winograd's: by 64 roundings of the
     * largest product that the problem's numbers may have, for a sum whose roundings are
     * independent.
     */
    public static Inexact ofTransforms(Problem problem) {
      double largest = problem.fill().largest();
      double terms = problem.operation().longestSum();
      return new Inexact(0x1p-18 * Math.sqrt(terms) * largest * largest, 0);
    }

    @Override
    public String toString() {
      List<String> allowed = new ArrayList<>();
      if (absolute > 0) {
        allowed.add(text(absolute));
      }
      if (relative > 0) {
        allowed.add(text(relative) + "·Σ|terms|");
      }
      return "further off by up to " + String.join(" + ", allowed);
    }

    private static String text(double number) {
      BigDecimal rounded = new BigDecimal(number).round(TWO_DIGITS).stripTrailingZeros();
      return rounded.toString().replace("E+", "e").replace('E', 'e');
    }
  }

  /**
   * Elements of a part of one result look like another symptom says, and no others do.
   *
   * @param name of the part, as readers of reports know it
   * @param result which of the problem's results it is in
   * @param elements of that result, row-major
   * @param symptom of single elements
   */
  record Part(String name, int result, BitSet elements, Symptom symptom) implements Symptom {
    public Part {
      elements = (BitSet) elements.clone();
    }

    /**
     * A range of the only result.
     *
     * @param to behind the last of them
     * @throws IndexOutOfBoundsException if the range begins below 0 or behind its end
     */
    public static Part ofRange(String name, int from, int to, Symptom symptom) {
      BitSet elements = new BitSet();
      elements.set(from, to);
      return new Part(name, 0, elements, symptom);
    }

    /**
     * All of a problem's first result, which of several gradients is the data's; of the only one,
     * the symptom itself.
     */
    public static Symptom ofFirst(Problem problem, Symptom symptom) {
      return problem.results().size() == 1 ? symptom : ofResult(problem, 0, symptom);
    }

    /**
     * All of one of a problem's results.
     *
     * @throws IndexOutOfBoundsException if it has no such result
     */
    public static Part ofResult(Problem problem, int result, Symptom symptom) {
      Problem.Result whole = problem.results().get(result);
      BitSet elements = new BitSet();
      elements.set(0, whole.shape().size());
      return new Part(whole.name(), result, elements, symptom);
    }

    @Override
    public BitSet elements() {
      return (BitSet) elements.clone();
    }

    /** Whether an element is one of them. */
    public boolean holds(int result, int index) {
      return result == this.result && elements.get(index);
    }

    @Override
    public String toString() {
      return name + ": " + symptom;
    }
  }

  /**
   * Elements are what they should be, times a factor; so is the rounding error that is in order.
   */
  record Scaled(double factor) implements Symptom {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    /**
     * Refuses what is no factor.
     *
     * @throws IllegalArgumentException if it is infinite or NaN
     */
    public Scaled {
      if (!Double.isFinite(factor)) {
        throw new IllegalArgumentException(factor + " is no factor");
      }
    }

    @Override
    public String toString() {
      return factor == 0
          ? "zero"
          : new BigDecimal(factor).round(FOUR_DIGITS).stripTrailingZeros().toPlainString()
              + " times what it should be";
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

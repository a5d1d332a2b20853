package dev.assay.reference.problem;

import dev.assay.reference.init.Initializer;
import dev.assay.reference.init.RandomBits;
import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operand;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/**
 * The numbers a problem's inputs hold.
 *
 * <p>The first two find most faults, and each is blind where the other sees. Small integers make
 * every partial sum exact in any order, so a backend must match to the last bit and one dropped tap
 * shows; but they survive a silent drop to bf16 or TF32. Signed reals with a full mantissa show
 * that drop. The others are adversarial: each goes where floating-point code is known to break.
 */
public enum Fill {
  /** Integers of magnitude at most 32, fewer where sums are long, so that all sums are exact. */
  INTEGER(32) {
    @Override
    double number(RandomBits random, int range) {
      return random.below(2 * range + 1) - range;
    }

    @Override
    double probability(RandomBits random) {
      return (1.0 + random.below(PARTS - 1)) / PARTS;
    }

    @Override
    double fraction(RandomBits random) {
      return random.below(2);
    }

    /** Squares of powers of two: their roots, and quotients by them, are exact. */
    @Override
    double positive(RandomBits random) {
      return 1 << (2 * random.below(3));
    }
  },
  /** Signed reals in (−1, 1) whose last mantissa bit is set. */
  REAL(1),
  /** Signed reals of magnitudes from 2⁻²⁰ to 2²⁰: sums are dominated by few of their terms. */
  WIDE(0x1p20) {
    @Override
    double number(RandomBits random, int range) {
      return real(random) * magnitude(random);
    }

    @Override
    double positive(RandomBits random) {
      return magnitude(random);
    }

    private static double magnitude(RandomBits random) {
      return Math.scalb(1.0, random.below(41) - 20);
    }
  },
  /** Data in (−256, 256), whose exponentials overflow a float unless they are shifted. */
  LARGE(256) {
    @Override
    void data(double[] values, RandomBits random, int range) {
      Arrays.setAll(values, i -> 256 * real(random));
    }
  },
  /**
   * Neighbouring data are opposite up to 2⁻¹² of themselves, and parameters are near 1: sums are
   * far smaller than their terms.
   */
  CANCELLATION(1 + 0x1p-12) {
    @Override
    void data(double[] values, RandomBits random, int range) {
      for (int i = 0; i < values.length; i++) {
        boolean opposite = i % 2 == 1;
        values[i] =
            opposite ? (float) (-values[i - 1] * (1 + 0x1p-12 * real(random))) : real(random);
      }
    }

    @Override
    void parameters(double[] values, RandomBits random, int range) {
      Arrays.setAll(values, i -> (float) (1 + 0x1p-12 * real(random)));
    }
  },
  /** One real number everywhere in the data, so that nothing varies. */
  CONSTANT(1) {
    @Override
    void data(double[] values, RandomBits random, int range) {
      Arrays.fill(values, real(random));
    }
  },
  /** Data below the normal range, which hardware may take for zero. */
  SUBNORMAL(Float.MIN_NORMAL) {
    @Override
    void data(double[] values, RandomBits random, int range) {
      Arrays.setAll(values, i -> Float.MIN_VALUE * Math.rint(real(random) * 0x1p22));
    }
  },
  /**
   * Reals in (−1, 1), but an eighth of the data is ±0, ±∞ or NaN; of more than 64 only about eight
   * are. One NaN makes a NaN of all that it is added to, so if many were, there would be no number
   * left in large results that a NaN could have leaked into.
   */
  SPECIAL(Double.POSITIVE_INFINITY) {
    private static final double[] VALUES = {
      0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
    };

    private static final int EIGHT = 8;

    @Override
    void data(double[] values, RandomBits random, int range) {
      int oneIn = Math.max(EIGHT, values.length / EIGHT);
      Arrays.setAll(
          values,
          i -> random.below(oneIn) == 0 ? VALUES[random.below(VALUES.length)] : real(random));
    }
  };

  /** The largest float below 1. */
  private static final double BELOW_ONE = 0x1.fffffep-1;

  /**
   * A target distribution is made of this many equal parts, so that it sums to one exactly.
   * Probabilities keep one part away from 0 and 1: what is beyond, epsilons would blur.
   */
  private static final int PARTS = 64;

  private static final Initializer HE = new Initializer.HeUniform();

  private final String text = name().toLowerCase(Locale.ROOT);
  private final double largest;

  Fill(double largest) {
    this.largest = largest;
  }

  /** No data are larger than this in magnitude. */
  public double largest() {
    return largest;
  }

  /**
   * A number of either sign.
   *
   * @param range the largest magnitude of an integer
   */
  double number(RandomBits random, int range) {
    return real(random);
  }

  /** A number above zero: from 1/8 to 17/8. */
  double positive(RandomBits random) {
    return (float) (0.125 + 2 * random.unit());
  }

  /** Fills what flows through. */
  void data(double[] values, RandomBits random, int range) {
    Arrays.setAll(values, i -> number(random, range));
  }

  /** Fills what was learned. */
  void parameters(double[] values, RandomBits random, int range) {
    Arrays.setAll(values, i -> number(random, range));
  }

  /** Whether problems of a direction have this fill: what is not normal is for forward only. */
  public boolean allows(Direction direction) {
    return !direction.isBackward() || (this != SUBNORMAL && this != SPECIAL);
  }

  /** How far results of such inputs may be off. */
  public ErrorBound bound() {
    return switch (this) {
      case INTEGER -> ErrorBound.EXACT_SUMS;
      // Data that are next to nothing make terms as equal as constant data do; of widely spread
      // terms few are large.
      case CONSTANT, SUBNORMAL, WIDE -> ErrorBound.BIASED_SUMS;
      case REAL, LARGE, CANCELLATION, SPECIAL -> ErrorBound.ROUNDED_SUMS;
    };
  }

  /** A signed real in (−1, 1) whose last mantissa bit is set. */
  private static double real(RandomBits random) {
    float value = (float) ((2 * random.unit() - 1) * BELOW_ONE);
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) | 1);
  }

  /** A number between 0 and 1, both excluded: with integers a multiple of 1/64. */
  double probability(RandomBits random) {
    float value = (float) ((1 + (PARTS - 2) * random.unit()) / PARTS);
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) | 1);
  }

  /** A number from 0 to 1: with integers one of the two. */
  double fraction(RandomBits random) {
    return (float) random.unit();
  }

  /**
   * Fills one input.
   *
   * @param operand its shape and what it is for
   * @param longestSum how many terms the operation adds up at most
   * @param seed any; the same seed gives the same numbers on every platform
   */
  Tensor fill(Operand operand, DataType type, int longestSum, long seed) {
    Shape shape = operand.shape();
    RandomBits random = new RandomBits(seed);
    double[] values = new double[shape.size()];
    int range = integerRange(type, longestSum);
    switch (operand.role()) {
      case DISTRIBUTION -> distribute(values, shape.dimension(shape.rank() - 1), random);
      case WEIGHTS -> Arrays.setAll(values, i -> (float) HE.draw(shape, random));
      case MASK -> Arrays.setAll(values, i -> random.below(2));
      case FRACTION -> Arrays.setAll(values, i -> fraction(random));
      case LABEL -> Arrays.setAll(values, i -> random.below(operand.classes()));
      case PROBABILITY -> Arrays.setAll(values, i -> probability(random));
      case POSITIVE -> Arrays.setAll(values, i -> positive(random));
      case PARAMETER -> parameters(values, random, range);
      case DATA, TARGET -> data(values, random, range);
      // 0·∞ depends on whether an optimiser leaves out a decay of 0, which it may.
      case CONSTANT -> {
        if (this == SPECIAL) {
          parameters(values, random, range);
        } else {
          data(values, random, range);
        }
      }
    }
    return new Tensor(shape, values);
  }

  /** Rows that sum to one: a one-hot label with integers, a soft one with reals. */
  private void distribute(double[] values, int width, RandomBits random) {
    int spread = this == INTEGER ? 1 : PARTS;
    for (int row = 0; row < values.length; row += width) {
      for (int part = 0; part < spread; part++) {
        values[row + random.below(width)] += 1.0 / spread;
      }
    }
  }

  /** The largest r such that longestSum products of integers up to r add up exactly. */
  private static int integerRange(DataType type, int longestSum) {
    double exact = Math.sqrt((double) type.maxExactInteger() / longestSum);
    return (int) Math.max(1, Math.min(INTEGER.largest, exact));
  }

  /** As it appears in a problem's text. */
  @Override
  public String toString() {
    return text;
  }
}

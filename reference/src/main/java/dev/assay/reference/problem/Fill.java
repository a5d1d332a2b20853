package dev.assay.reference.problem;

import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Locale;

/**
 * The numbers a problem's inputs hold.
 *
 * <p>Two fills, because each is blind where the other sees. Small integers make every partial sum
 * exact in any order, so a backend must match to the last bit and one dropped tap shows; but they
 * survive a silent drop to bf16 or TF32. Signed reals with a full mantissa show that drop.
 */
public enum Fill {
  /** Integers of magnitude at most 32, fewer where sums are long, so that all sums are exact. */
  INTEGER {
    @Override
    double value(RandomBits random, int range) {
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
  REAL {
    @Override
    double value(RandomBits random, int range) {
      float value = (float) ((2 * random.unit() - 1) * BELOW_ONE);
      return Float.intBitsToFloat(Float.floatToRawIntBits(value) | 1);
    }

    @Override
    double probability(RandomBits random) {
      float value = (float) ((1 + (PARTS - 2) * random.unit()) / PARTS);
      return Float.intBitsToFloat(Float.floatToRawIntBits(value) | 1);
    }

    @Override
    double fraction(RandomBits random) {
      return (float) random.unit();
    }

    /** From 1/8 to 17/8. */
    @Override
    double positive(RandomBits random) {
      return (float) (0.125 + 2 * random.unit());
    }
  };

  private static final int LARGEST_INTEGER = 32;

  /** The largest float below 1. */
  private static final double BELOW_ONE = 0x1.fffffep-1;

  /**
   * A target distribution is made of this many equal parts, so that it sums to one exactly.
   * Probabilities keep one part away from 0 and 1: what is beyond, epsilons would blur.
   */
  private static final int PARTS = 64;

  /**
   * A number of either sign.
   *
   * @param range the largest magnitude of an integer
   */
  abstract double value(RandomBits random, int range);

  /** A number above zero. */
  abstract double positive(RandomBits random);

  /** A number between 0 and 1, both excluded: with integers a multiple of 1/64. */
  abstract double probability(RandomBits random);

  /** A number from 0 to 1: with integers one of the two. */
  abstract double fraction(RandomBits random);

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
    if (operand.role() == Role.DISTRIBUTION) {
      distribute(values, shape.dimension(shape.rank() - 1), random);
    } else {
      int range = integerRange(type, longestSum);
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (operand.role()) {
              case MASK -> random.below(2);
              case FRACTION -> fraction(random);
              case LABEL -> random.below(operand.classes());
              case PROBABILITY -> probability(random);
              case POSITIVE -> positive(random);
              default -> value(random, range);
            };
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
    double largest = Math.sqrt((double) type.maxExactInteger() / longestSum);
    return (int) Math.max(1, Math.min(LARGEST_INTEGER, largest));
  }

  /** As it appears in a problem's text. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

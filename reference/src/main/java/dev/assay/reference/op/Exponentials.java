package dev.assay.reference.op;

import java.util.Arrays;

/**
 * The exponentials of one row, shifted by their maximum so that none overflows: e_i = e^{z_i} with
 * z_i = β·x_i − m and m = max_j β·x_j. A softmax and its logarithm follow from their sum.
 *
 * <p>An exponential turns the absolute error of its exponent into a relative error of its result,
 * so the error of every exponent is kept: u·|z_i| for the difference and, unless β is 1,
 * 2·u·|β·x_i| for the product and for β itself as a float32. A rounded m does no harm, because it
 * is the same in every exponent. Vector libraries may take e^z as 2^(z·log₂e): log₂e as a float32
 * and its product with z make 2·u·|z| more. Whoever takes 2^(x_i·log₂e − m·log₂e) rounds relative
 * to x_i, which may be much larger than z_i, and counts as wrong there.
 */
final class Exponentials {
  /** log₂e as a float32, and its product with an exponent. */
  private static final int BASE_TWO = 2;

  private final double[] x;
  private final double beta;
  private final double maximum;
  private final double sum;
  private final double meanExponentError;

  /**
   * @param x holds the row
   * @param first position of the row's first element
   * @param step distance between two elements of the row
   * @param length elements of the row
   */
  Exponentials(double[] x, int first, int step, int length, double beta) {
    this.x = x;
    this.beta = beta;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, beta * x[first + i * step]);
    }
    this.maximum = largest;
    double total = 0;
    double weightedErrors = 0;
    for (int i = 0; i < length; i++) {
      double exponential = Math.exp(exponent(first + i * step));
      total += exponential;
      weightedErrors += exponential * exponentError(first + i * step);
    }
    this.sum = total;
    this.meanExponentError = weightedErrors / total;
  }

  /** Those of every row of a tensor. */
  static Exponentials[] of(double[] x, Rows rows, double beta) {
    Exponentials[] exponentials = new Exponentials[rows.count()];
    Arrays.setAll(
        exponentials,
        row -> new Exponentials(x, rows.first(row), rows.step(), rows.length(), beta));
    return exponentials;
  }

  private double exponent(int position) {
    return beta * x[position] - maximum;
  }

  private double exponentError(int position) {
    return isNothing(position) ? 0 : differenceError(position) + asPowerOfTwo(exponent(position));
  }

  private double differenceError(int position) {
    return isNothing(position)
        ? 0
        : (beta == 1 ? 0 : 2 * Math.abs(beta * x[position])) + Math.abs(exponent(position));
  }

  /** By how much e^z may be off as 2^(z·log₂e), relatively, in units of u. */
  static double asPowerOfTwo(double z) {
    return Double.isInfinite(z) ? 0 : BASE_TWO * Math.abs(z);
  }

  /** e^−∞ is 0 whatever was rounded. */
  private boolean isNothing(int position) {
    return beta * x[position] == Double.NEGATIVE_INFINITY;
  }

  /** e_i / Σ e. */
  double probability(int position) {
    return Math.exp(exponent(position)) / sum;
  }

  /** What the errors of all exponents do to a probability, relatively, in units of u. */
  double probabilityError(int position) {
    return exponentError(position) + meanExponentError;
  }

  /** log (e_i / Σ e). */
  double logProbability(int position) {
    return exponent(position) - Math.log(sum);
  }

  /**
   * What the errors of all exponents, the logarithm and the differences do to a logarithm of a
   * probability, in units of u. The order of the differences, (x − m) − log Σ or x − (m + log Σ),
   * is left open.
   */
  double logProbabilityError(int position) {
    return differenceError(position)
        + meanExponentError
        + Math.abs(exponent(position))
        + Math.abs(maximum)
        + (Elementwise.EXPONENTIAL + 2) * Math.abs(Math.log(sum));
  }

  /** The same of a probability that is got as the exponential of its logarithm, relatively. */
  double probabilityOfLogarithmError(int position) {
    return logProbabilityError(position) + BASE_TWO * Math.abs(logProbability(position));
  }
}

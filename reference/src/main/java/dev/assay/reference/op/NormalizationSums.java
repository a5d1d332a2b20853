package dev.assay.reference.op;

import dev.assay.reference.numeric.ErrorBound;

/**
 * Σ h and Σ h·x̂ over elements that share their mean and variance, and how far they may be off.
 *
 * <p>A mean that is off by δ moves every x̂ by the same δ·r, and so the second sum by δ·r·Σ h; the
 * relative error of r is that of the second sum too.
 */
final class NormalizationSums {
  private final Standardization set;
  private double total;
  private double totalMagnitude;
  private double sum;
  private double sumMagnitude;
  private double squares;
  private double sumSquares;
  private int terms;

  NormalizationSums(Standardization set) {
    this.set = set;
  }

  void add(double h, double x) {
    total += h;
    totalMagnitude += Math.abs(h);
    sum += h * set.apply(x);
    double term = Math.abs(h) * set.magnitude(x);
    sumMagnitude += term;
    squares += h * h;
    sumSquares += term * term;
    terms++;
  }

  /** Σ h. */
  double total() {
    return total;
  }

  /** Σ |h|. */
  double totalMagnitude() {
    return totalMagnitude;
  }

  /** What Σ h may be off by, in units of u. */
  double totalError() {
    return ErrorBound.ofSum(terms, 0, total, totalMagnitude, squares) * totalMagnitude;
  }

  /** Σ h·x̂. */
  double sum() {
    return sum;
  }

  /** Σ |h|·(|x| + |μ|)·r. */
  double sumMagnitude() {
    return sumMagnitude;
  }

  /** What Σ h·x̂ may be off by, in units of u, but for what it inherits. */
  double sumError() {
    return ErrorBound.ofSum(terms, 0, sum, sumMagnitude, sumSquares) * sumMagnitude;
  }

  /** What Σ h·x̂ inherits from the mean and the variance, in units of u. */
  double inherited() {
    return set.meanError() * set.scale() * Math.abs(total) + Math.abs(sum) * set.scaleError();
  }
}

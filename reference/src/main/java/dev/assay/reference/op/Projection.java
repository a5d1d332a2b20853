package dev.assay.reference.op;

/**
 * Σ h and Σ h·x̂ over elements that share their mean and variance, and how far they may be off.
 *
 * <p>A mean that is off by δ moves every x̂ by the same δ·r, and so the second sum by δ·r·Σ h; the
 * relative error of r is that of the second sum too.
 */
final class Projection {
  private final Standardization set;
  private double total;
  private double totalMagnitude;
  private double sum;
  private double sumMagnitude;

  Projection(Standardization set) {
    this.set = set;
  }

  void add(double h, double x) {
    total += h;
    totalMagnitude += Math.abs(h);
    sum += h * set.apply(x);
    sumMagnitude += Math.abs(h) * set.magnitude(x);
  }

  /** Σ h. */
  double total() {
    return total;
  }

  /** Σ |h|. */
  double totalMagnitude() {
    return totalMagnitude;
  }

  /** Σ h·x̂. */
  double sum() {
    return sum;
  }

  /** Σ |h|·(|x| + |μ|)·r. */
  double sumMagnitude() {
    return sumMagnitude;
  }

  /** What Σ h·x̂ inherits from the mean and the variance, in units of u. */
  double inherited() {
    return set.meanError() * set.scale() * Math.abs(total) + Math.abs(sum) * set.scaleError();
  }
}

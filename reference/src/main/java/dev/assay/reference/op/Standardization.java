package dev.assay.reference.op;

/**
 * What turns a number x into x̂ = (x − μ)·r with r = 1/√(v + ε).
 *
 * <p>Errors, in units of u: those of μ and v as they are given; of r, relatively, half the relative
 * error of v + ε (which adds 2: ε as a float32, and the sum), and 4 for the root and the reciprocal
 * or a reciprocal root refined by Newton's method. x̂ inherits
 *
 * <pre>
 *   error(μ)·r + |x̂|·error(r)
 * </pre>
 *
 * so that a small variance amplifies the mean's error by up to 1/√ε.
 *
 * @param mean μ
 * @param scale r
 * @param meanError the error of μ in units of u
 * @param scaleError the relative error of r in units of u
 */
record Standardization(double mean, double scale, double meanError, double scaleError) {
  private static final int RECIPROCAL_ROOT = 4;

  /** By the moments of the numbers themselves. */
  static Standardization of(Moments moments, double epsilon) {
    return of(
        moments.mean(), moments.meanError(), moments.variance(), moments.varianceError(), epsilon);
  }

  /** By a mean and a variance that are given. */
  static Standardization of(double mean, double variance, double epsilon) {
    return of(mean, 0, variance, 0, epsilon);
  }

  private static Standardization of(
      double mean, double meanError, double variance, double varianceError, double epsilon) {
    double sum = variance + epsilon;
    double scaleError = 0.5 * (varianceError / sum + 2) + RECIPROCAL_ROOT;
    return new Standardization(mean, 1 / Math.sqrt(sum), meanError, scaleError);
  }

  /** x̂. */
  double apply(double x) {
    return (x - mean) * scale;
  }

  /**
   * |x|·r + |μ|·r: what x̂ rounds relative to where it is computed as x·r − μ·r. A relative error
   * of u in x has the same effect.
   */
  double magnitude(double x) {
    return (Math.abs(x) + Math.abs(mean)) * scale;
  }

  /** What x̂ inherits from μ and r, in units of u. */
  double error(double x) {
    return meanError * scale + Math.abs(apply(x)) * scaleError;
  }
}

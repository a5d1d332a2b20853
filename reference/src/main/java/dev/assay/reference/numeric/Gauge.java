package dev.assay.reference.numeric;

/**
 * What the oracle knows of one output element: its value and how much rounding error an honest
 * backend may have made on the way to it.
 *
 * <p>An element is a sum of terms; a backend that adds {@code K} products in any order is off by at
 * most γ<sub>K</sub>·Σ|terms| (Higham, <i>Accuracy and Stability of Numerical Algorithms</i>,
 * §3.1). The gauge therefore carries Σ|terms| (its magnitude) and the number of terms. Roundings
 * that happen even when every sum is exact (a division, an exponential) are counted apart, because
 * with integer fills they are the only ones left.
 *
 * <p>Mutable and reused: one gauge serves many elements, {@link #reset} in between.
 */
public final class Gauge {
  private double value;
  private double magnitude;
  private double products;
  private int terms;
  private int roundings;
  private double inherited;
  private double flushed;
  private double alternative = Double.NaN;
  private boolean allowsNan;

  /** Forgets the element before. */
  public void reset() {
    value = 0;
    magnitude = 0;
    products = 0;
    terms = 0;
    roundings = 0;
    inherited = 0;
    flushed = 0;
    alternative = Double.NaN;
    allowsNan = false;
  }

  /** Adds the term {@code a·b}. */
  public void add(double a, double b) {
    double term = a * b;
    value += term;
    magnitude += Math.abs(term);
    terms++;
  }

  /**
   * Adds the terms {@code a[aFrom + i·aStep]·b[bFrom + i·bStep]} for i from 0 to count − 1, like
   * {@link #add(double, double)}, but in four sums that do not wait for each other, and as products
   * of a contraction: a convolution or a matrix product.
   */
  public void addProducts(
      double[] a, int aFrom, int aStep, double[] b, int bFrom, int bStep, int count) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    double absolute0 = 0;
    double absolute1 = 0;
    double absolute2 = 0;
    double absolute3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      int ai = aFrom + i * aStep;
      int bi = bFrom + i * bStep;
      double term0 = a[ai] * b[bi];
      double term1 = a[ai + aStep] * b[bi + bStep];
      double term2 = a[ai + 2 * aStep] * b[bi + 2 * bStep];
      double term3 = a[ai + 3 * aStep] * b[bi + 3 * bStep];
      sum0 += term0;
      sum1 += term1;
      sum2 += term2;
      sum3 += term3;
      absolute0 += Math.abs(term0);
      absolute1 += Math.abs(term1);
      absolute2 += Math.abs(term2);
      absolute3 += Math.abs(term3);
    }
    for (; i < count; i++) {
      double term = a[aFrom + i * aStep] * b[bFrom + i * bStep];
      sum0 += term;
      absolute0 += Math.abs(term);
    }
    value += (sum0 + sum1) + (sum2 + sum3);
    double absolute = (absolute0 + absolute1) + (absolute2 + absolute3);
    magnitude += absolute;
    products += absolute;
    terms += Math.max(count, 0);
  }

  /** Adds a term. */
  public void add(double term) {
    value += term;
    magnitude += Math.abs(term);
    terms++;
  }

  /**
   * Sets a sum whose terms were added up elsewhere.
   *
   * @param products what of the magnitude is of products of a contraction
   */
  void sum(double value, double magnitude, double products, int terms) {
    set(value, magnitude, 0);
    this.products = products;
    this.terms = terms;
  }

  /** Multiplies what was summed so far by an exact factor. */
  public void scale(double factor) {
    value *= factor;
    magnitude *= Math.abs(factor);
    products *= Math.abs(factor);
  }

  /** Sets a value that is selected, not computed: no rounding at all. */
  public void select(double value) {
    set(value, Math.abs(value), 0);
  }

  /**
   * Sets the value of a function.
   *
   * @param value the exact result
   * @param magnitude what one relative rounding error can move the result by, in units of u
   * @param roundings how many such errors an honest implementation makes
   */
  public void set(double value, double magnitude, int roundings) {
    reset();
    this.value = value;
    this.magnitude = magnitude;
    this.roundings = roundings;
  }

  /**
   * Adds an error that does not come from rounding this element, but from the argument of a
   * function: an exponential turns u·|z| of its exponent into a relative error of its result.
   *
   * @param error its size in units of u
   */
  public void inherit(double error) {
    inherited += error;
  }

  /**
   * Allows for an intermediate result that is below the normal range and so may be flushed to zero,
   * before it is multiplied by a large factor.
   *
   * @param factor what it is multiplied by afterwards
   */
  public void flush(double factor) {
    flushed += Math.abs(factor);
  }

  /**
   * Allows for another value as well, exactly: 0 where a dropout may drop the element, the other
   * derivative at a kink.
   */
  public void setOr(double alternative) {
    this.alternative = alternative;
  }

  /**
   * Allows for NaN as well: the value is a limit, which some of the forms that are in use reach and
   * others lose to ∞ − ∞ or 0·∞.
   */
  public void setOrNan() {
    allowsNan = true;
  }

  public double value() {
    return value;
  }

  /** Σ|terms|. */
  public double magnitude() {
    return magnitude;
  }

  /**
   * What of Σ|terms| is of products of a contraction, whose factors {@link ProductPrecision}
   * rounds: all but the bias of a convolution or a matrix product, nothing of other operations.
   */
  public double products() {
    return products;
  }

  /** What is in order, too, whatever the value is; NaN if nothing. */
  public double alternative() {
    return alternative;
  }

  /** Whether NaN is in order, too, whatever the value is. */
  public boolean allowsNan() {
    return allowsNan;
  }

  /** How many terms were added. */
  public int terms() {
    return terms;
  }

  /** Roundings that remain when all sums are exact. */
  public int roundings() {
    return roundings;
  }

  /** The error of intermediate results flushed to zero, in units of the smallest normal number. */
  public double flushed() {
    return flushed;
  }

  /** The error inherited from arguments, in units of u. */
  public double inherited() {
    return inherited;
  }
}

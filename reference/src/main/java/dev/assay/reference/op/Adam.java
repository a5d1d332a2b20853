package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Step t of Adam (Kingma &amp; Ba 2015), ε outside the root:
 *
 * <pre>
 *   G  = g + decay·w
 *   m' = β1·m + (1 − β1)·G        v' = β2·v + (1 − β2)·G²
 *   w' = w − α·(m'/c1) / (√(v'/c2) + ε)        c1 = 1 − β1^t, c2 = 1 − β2^t
 * </pre>
 *
 * With decoupled decay (AdamW, Loshchilov &amp; Hutter 2019) G is g alone, and α·decay·w is taken
 * from w' instead. That α multiplies the decay, too, is PyTorch's convention; in the paper's
 * Algorithm 2 only a schedule η does, which multiplies the whole step.
 *
 * <p>The output is [3, size]: w', m', v'. Backends that add their ε to √v' take ε·√c2 for it.
 *
 * <p>Error gauge, in units of u: β1 and β2 are rounded to float32, which hardly moves them but
 * moves 1 − β by up to β, a thousand times as much relatively where β is 0.999. So m' inherits
 * β1·|G|, v' inherits β2·G², and c, whose power β^t is off by t roundings and a few ulp, is off by
 * (t + EXPONENTIAL + 1)·β^t/c of itself. What m', v', c1 and c2 are off by, their quotient
 * inherits: all of m' and c1, half of v' and c2 because of the root.
 *
 * @param size of weights, gradient and both moments
 * @param step t, from 1 on
 * @param learningRate α
 * @param beta1 how much of the first moment is kept
 * @param beta2 how much of the second moment is kept
 * @param epsilon ε
 * @param decay weight of the penalty ½·|w|²
 * @param decoupled whether the penalty stays out of the moments
 */
public record Adam(
    int size,
    int step,
    @Default("0.001") double learningRate,
    @Default("0.9") double beta1,
    @Default("0.999") double beta2,
    @Default("1.0E-8") double epsilon,
    @Default("0.0") double decay,
    @Default("false") boolean decoupled)
    implements ForwardOnly {

  /** Of G three, and four more. */
  private static final int FIRST_ROUNDINGS = 7;

  /** Of G² seven, and five more. */
  private static final int SECOND_ROUNDINGS = 12;

  /** Products, quotients, roots and the sum with ε, and rounding α and ε. */
  private static final int STEP_ROUNDINGS = 12;

  /** The weight is multiplied by the decay at most, and two numbers are taken from it. */
  private static final int WEIGHT_ROUNDINGS = 6;

  public Adam {
    Check.atLeast(1, "size", size);
    Check.elements("output", 3, size);
    Check.atLeast(1, "step", step);
    Check.positive("learning-rate", learningRate);
    Check.require(beta1 >= 0 && (float) beta1 < 1, "beta1=%s must be from 0 to below 1", beta1);
    Check.require(beta2 >= 0 && (float) beta2 < 1, "beta2=%s must be from 0 to below 1", beta2);
    Check.positive("epsilon", epsilon);
    Check.notNegative("decay", decay);
  }

  @Override
  public List<Operand> operands() {
    Shape shape = Shape.of(size);
    return List.of(
        new Operand("weights", shape, Role.CONSTANT),
        new Operand("gradient", shape, Role.CONSTANT),
        new Operand("first moment", shape, Role.CONSTANT),
        new Operand("second moment", shape, Role.POSITIVE));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(3, size);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] weights = inputs.get(0).values();
    double[] gradient = inputs.get(1).values();
    double[] first = inputs.get(2).values();
    double[] second = inputs.get(3).values();
    return (index, gauge) -> {
      int i = index % size;
      switch (index / size) {
        case 0 -> weight(weights[i], gradient[i], first[i], second[i], gauge);
        case 1 -> firstMoment(weights[i], gradient[i], first[i], gauge);
        default -> secondMoment(weights[i], gradient[i], second[i], gauge);
      }
    };
  }

  private void firstMoment(double w, double g, double m, Gauge gauge) {
    double terms = gradientTerms(w, g);
    gauge.set(
        beta1 * m + (1 - beta1) * penalised(w, g),
        beta1 * Math.abs(m) + (1 - beta1) * terms,
        FIRST_ROUNDINGS);
    gauge.inherit(beta1 * terms);
  }

  private void secondMoment(double w, double g, double v, Gauge gauge) {
    double terms = gradientTerms(w, g);
    double gradient = penalised(w, g);
    gauge.set(
        beta2 * v + (1 - beta2) * gradient * gradient,
        beta2 * v + (1 - beta2) * terms * terms,
        SECOND_ROUNDINGS);
    gauge.inherit(beta2 * terms * terms);
  }

  private void weight(double w, double g, double m, double v, Gauge gauge) {
    firstMoment(w, g, m, gauge);
    double first = gauge.value();
    double firstError = error(gauge);
    secondMoment(w, g, v, gauge);
    double second = gauge.value();
    double secondError = Noise.UNIT * error(gauge);

    double scale = scale(second);
    // Nothing linear: the root is steep at 0, where gradient and penalty cancel.
    double above = scale(Math.max(0, second - secondError)) - scale;
    double below = scale - scale(second + secondError);
    double scaleError = Math.max(above, below) / Noise.UNIT;
    double penalty = decoupled ? learningRate * decay * w : 0;
    gauge.set(w - penalty - scale * first, Math.abs(w) + Math.abs(penalty), WEIGHT_ROUNDINGS);
    gauge.inherit(scale * firstError);
    // A moment below the normal range keeps few bits, or none, before ε makes it large.
    gauge.flush(scale);
    gauge.inherit(scaleError * Math.abs(first));
    gauge.inherit(
        scale
            * Math.abs(first)
            * (correctionError(beta1) + correctionError(beta2) / 2 + STEP_ROUNDINGS));
  }

  /** What the first moment is multiplied by. */
  private double scale(double second) {
    double correction1 = 1 - Math.pow(beta1, step);
    double correction2 = 1 - Math.pow(beta2, step);
    return learningRate / correction1 / (Math.sqrt(second / correction2) + epsilon);
  }

  /** In units of u. */
  private static double error(Gauge gauge) {
    return gauge.roundings() * gauge.magnitude() + gauge.inherited();
  }

  /** Of 1 − β^t, relatively, in units of u. */
  private double correctionError(double beta) {
    double power = Math.pow(beta, step);
    return (step + Elementwise.EXPONENTIAL + 1) * power / (1 - power);
  }

  private double penalised(double w, double g) {
    return decoupled ? g : g + decay * w;
  }

  private double gradientTerms(double w, double g) {
    return Math.abs(g) + (decoupled ? 0 : decay * Math.abs(w));
  }

  @Override
  public Examples examples() {
    return Examples.MIXED;
  }

  @Override
  public int longestSum() {
    return 4;
  }

  /** Eight products, quotients and roots, and six sums: fourteen operations per weight. */
  @Override
  public double forwardFlops() {
    return 14.0 * size;
  }
}

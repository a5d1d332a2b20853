package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A normalisation: x̂ = (x − μ)/√(v + ε), y = γ·x̂ + β, with mean μ and variance v of the set of
 * elements that x belongs to. The normalisations differ in what makes a set.
 *
 * <p>x is seen as [n, channels, positions]; γ and β have an element per channel. A row is what one
 * n and one channel hold; a set consists of whole rows.
 *
 * <p>Gradients, with h = γ·g, sums over the m elements of the set for ∂x, and over all elements of
 * the channel for ∂γ and ∂β:
 *
 * <pre>
 *   ∂x = r·(h − 1/m·Σ h − x̂/m·Σ h·x̂)        ∂γ = Σ g·x̂        ∂β = Σ g
 * </pre>
 *
 * <p>Error gauge, in units of u, with X = (|x| + |μ|)·r:
 *
 * <ul>
 *   <li>y rounds relative to |γ|·X + |β|, because frameworks fold it into x·a + b with a = γ·r and
 *       b = β − μ·a; it inherits |γ| times what x̂ inherits (see {@link Standardization});
 *   <li>∂γ is gauged as a sum of terms g·X, because it is also computed as r·(Σ g·x − μ·Σ g), and
 *       inherits the errors of all x̂ together (see {@link NormalizationSums});
 *   <li>∂x rounds relative to its three terms, of which x̂ is allowed X. Beside that it inherits
 *       r/m times: Γ(m)·Σ|h| from the second sum; |x̂| times the error of the third, S = Σ h·x̂,
 *       which is that of ∂γ; and |S| times the error of x̂. Last comes the relative error of r
 *       itself.
 * </ul>
 *
 * A backend that expands ∂x so far that X appears twice in a product has an error that no relative
 * error of x explains, where |μ| is much larger than √v, and counts as wrong there.
 */
sealed interface Normalization extends Operation
    permits BatchNorm, BatchNormInference, GroupNorm, InstanceNorm, LayerNorm {

  int X = 0;
  int GAMMA = 1;
  int BETA = 2;

  /** Of y: γ·r, x·a and μ·a, and two additions. */
  int FORWARD = 4;

  /** Of ∂x outside its sums: γ·g, the products with x̂, r and 1/m, and two differences. */
  int BACKWARD = 8;

  /** Of a term g·x̂: a difference, the products with r and g, and γ·g for γ. */
  int OF_PRODUCTS = 4;

  /** The shape of x and y. */
  Shape shape();

  double epsilon();

  /** The shape of γ and β; its size is the number of channels. */
  Shape parameterShape();

  /** How many elements of a row lie side by side. */
  int positions();

  /** Which set a row belongs to; row n·channels + c belongs to channel c. */
  int setOf(int row);

  /** How many sets there are. */
  int sets();

  @Override
  default List<Operand> operands() {
    return List.of(
        new Operand("x", shape(), Role.DATA),
        new Operand("gamma", parameterShape(), Role.PARAMETER),
        new Operand("beta", parameterShape(), Role.PARAMETER));
  }

  @Override
  default Shape outputShape() {
    return shape();
  }

  /** What is known of each set. */
  default Standardization[] standardizations(List<Tensor> inputs) {
    Moments[] moments = Moments.of(inputs.get(X).values(), positions(), this::setOf, sets());
    return Arrays.stream(moments)
        .map(set -> Standardization.of(set, epsilon()))
        .toArray(Standardization[]::new);
  }

  @Override
  default Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(X).values();
    double[] gamma = inputs.get(GAMMA).values();
    double[] beta = inputs.get(BETA).values();
    Standardization[] sets = standardizations(inputs);
    int positions = positions();
    int channels = channels();
    return (index, gauge) -> {
      int row = index / positions;
      Standardization set = sets[setOf(row)];
      double scale = gamma[row % channels];
      double shift = beta[row % channels];
      gauge.set(
          scale * set.apply(x[index]) + shift,
          Math.abs(scale) * set.magnitude(x[index]) + Math.abs(shift),
          FORWARD);
      gauge.inherit(Math.abs(scale) * set.error(x[index]));
      gauge.flush(scale * set.scale());
    };
  }

  @Override
  default Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    return switch (operand) {
      case X -> dataGradient(inputs, outputGradient);
      case GAMMA -> gammaGradient(inputs, outputGradient.values());
      default -> betaGradient(outputGradient.values());
    };
  }

  private Formula betaGradient(double[] g) {
    return (channel, gauge) -> {
      for (int row = channel; row < rows(); row += channels()) {
        for (int i = row * positions(); i < (row + 1) * positions(); i++) {
          gauge.add(g[i]);
        }
      }
    };
  }

  private Formula gammaGradient(List<Tensor> inputs, double[] g) {
    double[] x = inputs.get(X).values();
    Standardization[] sets = standardizations(inputs);
    int positions = positions();
    int channels = channels();
    return (channel, gauge) -> {
      List<NormalizationSums> parts = new ArrayList<>();
      int set = -1;
      for (int row = channel; row < rows(); row += channels) {
        // A channel's rows of one set follow each other.
        if (setOf(row) != set) {
          set = setOf(row);
          parts.add(new NormalizationSums(sets[set]));
        }
        NormalizationSums part = parts.get(parts.size() - 1);
        for (int i = row * positions; i < (row + 1) * positions; i++) {
          part.add(g[i], x[i]);
        }
      }
      gauge.set(
          parts.stream().mapToDouble(NormalizationSums::sum).sum(),
          parts.stream().mapToDouble(NormalizationSums::sumMagnitude).sum(),
          elementsPerChannel() + OF_PRODUCTS);
      gauge.inherit(parts.stream().mapToDouble(NormalizationSums::inherited).sum());
    };
  }

  private int elementsPerChannel() {
    return shape().size() / channels();
  }

  private int channels() {
    return parameterShape().size();
  }

  private int rows() {
    return shape().size() / positions();
  }

  /** ∂x, which depends on the whole set through its mean and variance. */
  default Formula dataGradient(List<Tensor> inputs, Tensor outputGradient) {
    double[] x = inputs.get(X).values();
    double[] gamma = inputs.get(GAMMA).values();
    double[] g = outputGradient.values();
    Standardization[] sets = standardizations(inputs);
    NormalizationSums[] projections = new NormalizationSums[sets.length];
    Arrays.setAll(projections, set -> new NormalizationSums(sets[set]));
    int positions = positions();
    int channels = channels();
    for (int i = 0; i < x.length; i++) {
      int row = i / positions;
      projections[setOf(row)].add(gamma[row % channels] * g[i], x[i]);
    }
    double m = (double) x.length / sets.length;
    return (index, gauge) -> {
      int row = index / positions;
      Standardization set = sets[setOf(row)];
      NormalizationSums sums = projections[setOf(row)];
      double h = gamma[row % channels] * g[index];
      double normalized = set.apply(x[index]);
      double product = Math.abs(sums.sum()) / m;
      double magnitude = (sums.totalMagnitude() + Math.abs(normalized) * sums.sumMagnitude()) / m;
      double value = set.scale() * (h - sums.total() / m - normalized * sums.sum() / m);
      gauge.set(
          value,
          set.scale() * (Math.abs(h) + magnitude + product * set.magnitude(x[index])),
          BACKWARD);
      gauge.inherit(
          set.scale()
              * (sums.totalError() / m
                  + Math.abs(normalized) * (sums.sumError() + sums.inherited()) / m
                  + product * set.error(x[index])));
      gauge.inherit(Math.abs(value) * set.scaleError());
    };
  }

  @Override
  default int longestSum() {
    return Math.max(shape().size() / sets(), elementsPerChannel());
  }

  /**
   * An addition for the mean; difference, square and addition for the variance; difference and
   * product for x̂; a multiply-add: eight operations per element.
   */
  @Override
  default double forwardFlops() {
    return 8.0 * shape().size();
  }
}

package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Batch normalisation in inference: by a running mean μ and variance v that are given.
 *
 * <pre>
 *   y = γ·(x − μ)/√(v + ε) + β        ∂x = γ·g/√(v + ε)        ∂γ = Σ g·x̂        ∂β = Σ g
 * </pre>
 *
 * <p>x and y are [n, channels, …]; γ, β, μ and v are [channels]. Error gauge: as {@link
 * Normalization}, with exact statistics.
 *
 * @param shape of x and y; axis 1 is the channels
 * @param epsilon ε, added to the variance; backends take it as a float32
 */
public record BatchNormInference(Shape shape, @Default("1.0E-5") double epsilon)
    implements Normalization {

  private static final int MEAN = 3;
  private static final int VARIANCE = 4;

  /** Products of g, γ and r. */
  private static final int PRODUCTS = 2;

  public BatchNormInference {
    Check.channels(shape);
    Check.positive("epsilon", epsilon);
  }

  @Override
  public List<Operand> operands() {
    List<Operand> operands = new ArrayList<>(Normalization.super.operands());
    operands.add(new Operand("mean", parameterShape(), Role.CONSTANT));
    operands.add(new Operand("variance", parameterShape(), Role.POSITIVE));
    return operands;
  }

  @Override
  public Shape parameterShape() {
    return Shape.of(shape.dimension(1));
  }

  @Override
  public int positions() {
    return shape.stride(1);
  }

  @Override
  public int setOf(int row) {
    return row % shape.dimension(1);
  }

  @Override
  public int sets() {
    return shape.dimension(1);
  }

  @Override
  public Standardization[] standardizations(List<Tensor> inputs) {
    Tensor mean = inputs.get(MEAN);
    Tensor variance = inputs.get(VARIANCE);
    Standardization[] sets = new Standardization[sets()];
    Arrays.setAll(
        sets, channel -> Standardization.of(mean.get(channel), variance.get(channel), epsilon));
    return sets;
  }

  @Override
  public Formula dataGradient(List<Tensor> inputs, Tensor outputGradient) {
    double[] g = outputGradient.values();
    double[] gamma = inputs.get(GAMMA).values();
    Standardization[] sets = standardizations(inputs);
    return (index, gauge) -> {
      int channel = setOf(index / positions());
      double value = g[index] * gamma[channel] * sets[channel].scale();
      gauge.set(value, Math.abs(value), PRODUCTS);
      gauge.inherit(Math.abs(value) * sets[channel].scaleError());
    };
  }

  /** Only sums over a channel; the statistics are given. */
  @Override
  public int longestSum() {
    return shape.size() / shape.dimension(1);
  }

  /** Difference, product, and a multiply-add: four operations per element. */
  @Override
  public double forwardFlops() {
    return 4.0 * shape.size();
  }
}

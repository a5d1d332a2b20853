package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;

/**
 * Batch normalisation in training: the mean and variance of each channel over the mini-batch and
 * all positions (Ioffe &amp; Szegedy 2015).
 *
 * <pre>
 *   μ_B = 1/m · Σ x        σ²_B = 1/m · Σ (x − μ_B)²        r = 1/√(σ²_B + ε)        x̂ = (x − μ_B)·r
 *   y = γ·x̂ + β
 *   ∂x = r·(h − 1/m·Σ h − x̂/m·Σ h·x̂), h = γ·g        ∂γ = Σ g·x̂        ∂β = Σ g
 * </pre>
 *
 * <p>x and y are [n, channels, …]; γ and β are [channels]; m is n times the positions. A channel of
 * one element is valid: its y is β and its ∂x is 0. Error gauge: {@link Normalization}. The running
 * statistics are an operation of their own, {@link BatchNormStatistics}.
 *
 * @param shape of x and y; axis 1 is the channels
 * @param epsilon ε, added to the variance; backends take it as a float32
 */
public record BatchNorm(Shape shape, @Default("1.0E-5") double epsilon) implements Normalization {

  public BatchNorm {
    Check.channels(shape);
    Check.positive("epsilon", epsilon);
  }

  /** The same layer in use, by its running statistics. */
  @Override
  public BatchNormInference forInference() {
    return new BatchNormInference(shape, epsilon);
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
  public Examples examples() {
    return Examples.EXCHANGEABLE;
  }
}

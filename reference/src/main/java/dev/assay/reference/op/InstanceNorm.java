package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;

/**
 * Instance normalisation: the mean and variance of each channel of each example over its positions
 * (Ulyanov, Vedaldi &amp; Lempitsky 2016).
 *
 * <pre>
 *   y = γ·x̂ + β, x̂ = (x − μ)·r, r = 1/√(v + ε), with the mean μ and variance v of x's set
 *   ∂x = r·(h − 1/m·Σ h − x̂/m·Σ h·x̂), h = γ·g, over the m elements of the set
 *   ∂γ = Σ g·x̂, ∂β = Σ g, over all elements that share them
 * </pre>
 *
 * <p>x and y are [n, channels, positions …]; γ and β are [channels]. Error gauge: {@link
 * Normalization}.
 *
 * @param shape of x and y, rank 3 or more; axis 1 is the channels
 * @param epsilon ε, added to the variance; backends take it as a float32
 */
public record InstanceNorm(Shape shape, @Default("1.0E-5") double epsilon)
    implements Normalization {

  public InstanceNorm {
    Check.require(shape.rank() >= 3, "shape=%s has no positions after its channels", shape);
    Check.positive("epsilon", epsilon);
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
    return row;
  }

  @Override
  public int sets() {
    return shape.dimension(0) * shape.dimension(1);
  }
}

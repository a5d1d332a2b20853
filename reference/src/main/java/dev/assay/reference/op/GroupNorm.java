package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;

/**
 * Group normalisation: the mean and variance of each group of neighbouring channels of each example
 * over these channels and their positions (Wu &amp; He 2018). One group is layer normalisation but
 * for γ and β, which are per channel; a group per channel is instance normalisation.
 *
 * <pre>
 *   y = γ·x̂ + β, x̂ = (x − μ)·r, r = 1/√(v + ε), with the mean μ and variance v of x's set
 *   ∂x = r·(h − 1/m·Σ h − x̂/m·Σ h·x̂), h = γ·g, over the m elements of the set
 *   ∂γ = Σ g·x̂, ∂β = Σ g, over all elements that share them
 * </pre>
 *
 * <p>x and y are [n, channels, …]; γ and β are [channels]. Error gauge: {@link Normalization}.
 *
 * @param shape of x and y; axis 1 is the channels
 * @param groups groups that the channels are split into
 * @param epsilon ε, added to the variance; backends take it as a float32
 */
public record GroupNorm(Shape shape, int groups, @Default("1.0E-5") double epsilon)
    implements Normalization {

  public GroupNorm {
    Check.channels(shape);
    Check.atLeast(1, "groups", groups);
    Check.require(
        shape.dimension(1) % groups == 0,
        "groups=%s must divide axis 1 of shape=%s",
        groups,
        shape);
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
    return row / (shape.dimension(1) / groups);
  }

  @Override
  public int sets() {
    return shape.dimension(0) * groups;
  }
}

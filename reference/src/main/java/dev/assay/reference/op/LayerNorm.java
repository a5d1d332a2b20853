package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;

/**
 * Layer normalisation: the mean and variance of each example over its last axes (Ba, Kiros &amp;
 * Hinton 2016).
 *
 * <pre>
 *   y = γ·x̂ + β, x̂ = (x − μ)·r, r = 1/√(v + ε), with the mean μ and variance v of x's set
 *   ∂x = r·(h − 1/m·Σ h − x̂/m·Σ h·x̂), h = γ·g, over the m elements of the set
 *   ∂γ = Σ g·x̂, ∂β = Σ g, over all elements that share them
 * </pre>
 *
 * <p>γ and β have the shape of the axes that are normalised: every element is a channel. Error
 * gauge: {@link Normalization}.
 *
 * @param shape of x and y, any rank
 * @param axes how many axes, counted from the last, are normalised together
 * @param epsilon ε, added to the variance; backends take it as a float32
 */
public record LayerNorm(Shape shape, @Default("1") int axes, @Default("1.0E-5") double epsilon)
    implements Normalization {

  public LayerNorm {
    Check.require(
        axes >= 1 && axes <= shape.rank(),
        "axes=%s must be between 1 and %s for shape=%s",
        axes,
        shape.rank(),
        shape);
    Check.positive("epsilon", epsilon);
  }

  @Override
  public Shape parameterShape() {
    int[] dimensions = shape.toArray();
    return Shape.of(Arrays.copyOfRange(dimensions, dimensions.length - axes, dimensions.length));
  }

  @Override
  public int positions() {
    return 1;
  }

  @Override
  public int setOf(int row) {
    return row / normalized();
  }

  @Override
  public int sets() {
    return shape.size() / normalized();
  }

  /** How many elements are normalised together. */
  private int normalized() {
    return shape.sizeFrom(shape.rank() - axes);
  }

  @Override
  public Examples examples() {
    return axes == shape.rank() ? Examples.MIXED : Examples.INDEPENDENT;
  }
}

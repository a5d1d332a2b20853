package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inverted dropout with a mask m that the backend draws, anew in each run: y = x·m / (1 − rate),
 * where each element of m is 0 with probability {@code rate}, else 1, whatever the others are
 * (Srivastava et al. 2014). With a given mask it is {@link Dropout}.
 *
 * <p>One run gives y and the gradient ∂x = g·m / (1 − rate) of the same mask, which nobody can ask
 * for later. The output is [2, shape]: y, then ∂x; or y alone, of x's own shape.
 *
 * <p>Each element is either what {@link Dropout} makes of a kept one, with its error gauge, or 0.
 * Whether the zeros lie as a mask of independent elements would have them is a question to all
 * elements together, and not asked here.
 *
 * @param shape of x and y, any rank
 * @param rate which part is dropped, from 0 to below 1; AlexNet's and VGG's 0.5 by default
 * @param gradient whether the gradient is asked for as well
 */
public record RandomDropout(
    Shape shape, @Default("0.5") double rate, @Default("true") boolean gradient)
    implements ForwardOnly {

  public RandomDropout {
    Dropout.checkRate(rate);
    Check.elements("output", outputs(shape, gradient));
  }

  /** Not differentiated further, and never infinite or NaN: 0·∞ would be neither 0 nor kept. */
  @Override
  public List<Operand> operands() {
    Operand x = new Operand("x", shape, Role.CONSTANT);
    return gradient ? List.of(x, new Operand("output gradient", shape, Role.CONSTANT)) : List.of(x);
  }

  @Override
  public Shape outputShape() {
    return Shape.of(outputs(shape, gradient));
  }

  private static int[] outputs(Shape shape, boolean gradient) {
    int[] each = shape.toArray();
    return gradient ? IntStream.concat(IntStream.of(2), Arrays.stream(each)).toArray() : each;
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    Dropout given = new Dropout(shape, rate);
    int size = shape.size();
    return (index, gauge) -> {
      given.keep(inputs.get(index / size).get(index % size), gauge);
      if (isRandom()) {
        gauge.setOr(0);
      }
    };
  }

  /** At a rate of 0 there is nothing to draw. */
  @Override
  public boolean isRandom() {
    return rate > 0;
  }

  @Override
  public Examples examples() {
    return Examples.MIXED;
  }

  @Override
  public int longestSum() {
    return 1;
  }

  /** As {@link Dropout}, for each output; drawing is not counted. */
  @Override
  public double forwardFlops() {
    return 2.0 * outputShape().size();
  }
}

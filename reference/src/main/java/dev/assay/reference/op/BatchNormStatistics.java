package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * The running statistics of batch normalisation after one more mini-batch:
 *
 * <pre>
 *   mean′ = momentum·mean + (1 − momentum)·μ_B        variance′ = momentum·variance + (1 − momentum)·σ²_B
 * </pre>
 *
 * <p>x is [n, channels, …]; mean and variance are [channels]; the output is [2, channels]: the new
 * means, then the new variances. Of the m elements of a channel, σ²_B is Σ (x − μ_B)² divided by m,
 * or by m − 1 if unbiased. It has no gradients.
 *
 * <p>Error gauge: each statistic is a sum of two terms; the momentum is rounded to float32, which
 * moves both terms by its own error; the batch's moments are off as {@link Moments} says. Who moves
 * a statistic by a difference, old + (1 − momentum)·(batch − old), rounds relative to an old one
 * that may have no weight, and counts as wrong there, as {@link Adam}'s moments by differences do.
 *
 * @param shape of x; axis 1 is the channels
 * @param momentum the weight of the old statistics, 0 to 1
 * @param unbiased whether the batch's variance is divided by m − 1
 */
public record BatchNormStatistics(
    Shape shape, @Default("0.9") double momentum, @Default("false") boolean unbiased)
    implements ForwardOnly {

  private static final int X = 0;
  private static final int MEAN = 1;
  private static final int VARIANCE = 2;

  /** Each term's weight and product, and the sum. */
  private static final int ROUNDINGS = 3;

  /** m/(m − 1) and its product with the variance. */
  private static final int CORRECTION = 2;

  public BatchNormStatistics {
    Check.channels(shape);
    Check.require(momentum >= 0 && momentum <= 1, "momentum=%s must be between 0 and 1", momentum);
    Check.require(
        !unbiased || shape.size() > shape.dimension(1),
        "shape=%s has one element per channel, and unbiased=true divides by one less",
        shape);
  }

  @Override
  public List<Operand> operands() {
    Shape perChannel = Shape.of(shape.dimension(1));
    return List.of(
        new Operand("x", shape, Role.CONSTANT),
        new Operand("mean", perChannel, Role.CONSTANT),
        new Operand("variance", perChannel, Role.POSITIVE));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(2, shape.dimension(1));
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    int channels = shape.dimension(1);
    Moments[] moments =
        Moments.of(inputs.get(X).values(), shape.stride(1), row -> row % channels, channels);
    return (index, gauge) -> {
      Moments batch = moments[index % channels];
      boolean ofMeans = index < channels;
      double old = inputs.get(ofMeans ? MEAN : VARIANCE).get(index % channels);
      double correction = unbiased ? batch.count() / (batch.count() - 1.0) : 1;
      double fresh = ofMeans ? batch.mean() : correction * batch.variance();
      double error =
          ofMeans ? batch.meanError() : correction * batch.varianceError() + CORRECTION * fresh;
      gauge.set(
          momentum * old + (1 - momentum) * fresh,
          momentum * Math.abs(old) + (1 - momentum) * Math.abs(fresh),
          ROUNDINGS);
      gauge.inherit(momentum * (Math.abs(old) + Math.abs(fresh)) + (1 - momentum) * error);
    };
  }

  @Override
  public Examples examples() {
    return Examples.MIXED;
  }

  @Override
  public int longestSum() {
    return shape.size() / shape.dimension(1);
  }

  /** An addition for the mean; difference, square and addition for the variance. */
  @Override
  public double forwardFlops() {
    return 4.0 * shape.size();
  }
}

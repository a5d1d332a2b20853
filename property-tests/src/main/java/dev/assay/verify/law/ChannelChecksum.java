package dev.assay.verify.law;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.Operand;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The channels of an output, added up, are the one channel of a layer whose weights are added up:
 *
 * <pre>
 *   Σ_k ρ_k·y[n,k,o] = (Σ_k ρ_k·op(x, w_k, b_k))[n,o] = op(x, Σ_k ρ_k·w_k, Σ_k ρ_k·b_k)[n,o]
 * </pre>
 *
 * with a sign ρ_k = ±1 for each channel k, drawn by lot (Freivalds 1977, <i>Probabilistic machines
 * can use less running time</i>, who verifies matrix products so). The left side sees every element
 * of the output. The right side is the oracle's, and takes it a k-th of what all channels would. So
 * what is too large to be compared element by element is still checked everywhere, and without a
 * gradient, which not every backend has. What is wrong in one channel of a place shows for certain;
 * what is wrong in several stays unseen at that place only if the signs make it cancel, by a chance
 * of at most ½. With groups the one channel reads all inputs: of those of a group the weights are
 * the sum over its own channels.
 *
 * <p>With integers sums are exact, and so are both sides. Large convolutions whose windows have
 * several places are allowed more, for the transforms of Winograd's algorithm. Let B be what an
 * element may be off by with real inputs ({@link ErrorBound#ROUNDED_SUMS}), and e its error, |e| ≤
 * B in each that the oracle would pass. The signs are drawn by themselves, and y does not depend on
 * them, so that Hoeffding's inequality holds:
 *
 * <pre>
 *   P(|Σ_k ρ_k·e_k| &gt; λ·√(Σ_k B_k²)) ≤ 2·exp(−λ²/2)
 * </pre>
 *
 * which is 3·10⁻¹⁴ with λ = {@value ErrorBound#LAMBDA}. For B stands the largest in the sample. Of
 * 3×3 kernels on 64 channels, with 64 of them in the output, that is less than 2 % of what an
 * element is in the mean square.
 *
 * <p>Said of what has the weights of one output channel behind those of another: convolutions and
 * matrix products.
 */
public final class ChannelChecksum implements Law {

  @Override
  public String name() {
    return "channel-checksum";
  }

  @Override
  public String statement() {
    return "Σ ρ_k·op(x, w_k) = op(x, Σ ρ_k·w_k), ρ_k = ±1";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof Contraction operation)
        || operation instanceof ConvTranspose2d
        || operation instanceof LocallyConnected2d) {
      return Optional.empty();
    }
    return Law.ofIntegers(operation, Direction.FORWARD, problem.seed())
        .map(forward -> of(forward, operation));
  }

  private static Case of(Problem forward, Contraction operation) {
    return new Case(
        List.of(Request.whole(forward)),
        (results, precision) ->
            new Checksum(forward, operation, forward.inputs(), signs(forward))
                .compare(results.get(0).get(0)));
  }

  private static int[] signs(Problem forward) {
    RandomBits random = new RandomBits(forward.seed());
    int[] signs = new int[forward.operation().outputShape().dimension(1)];
    Arrays.setAll(signs, channel -> random.below(2) == 0 ? -1 : 1);
    return signs;
  }

  /**
   * Both sides.
   *
   * @param inputs of the problem
   * @param signs ρ
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody asks whether two of them are equal.
  private record Checksum(
      Problem forward, Contraction operation, List<Tensor> inputs, int[] signs) {

    Balance compare(float[] output) {
      Shape y = operation.outputShape();
      double[] values = new double[output.length];
      Arrays.setAll(values, i -> output[i]);
      Side left = Side.exactly(sum(values, 1, y.stride(1)));
      Side right = Side.exactly(ofOneChannel());
      double tolerance =
          operation.isPointwise() || Sample.of(forward).whole() ? 0 : toleranceOfTransforms();
      return left.compare(right, place -> tolerance);
    }

    private double[] ofOneChannel() {
      Contraction one =
          Variant.of(
              operation,
              operation instanceof Linear ? Map.of("out", 1) : Map.of("k", 1, "groups", 1));
      List<Operand> operands = one.operands();
      Shape weights = inputs.get(Contraction.WEIGHTS).shape();
      int groups = inputs.get(Contraction.X).shape().dimension(1) / weights.dimension(1);
      List<Tensor> summed = new ArrayList<>(inputs);
      summed.set(
          Contraction.WEIGHTS,
          new Tensor(
              operands.get(Contraction.WEIGHTS).shape(),
              sum(inputs.get(Contraction.WEIGHTS).values(), groups, weights.stride(0))));
      if (operation.bias()) {
        summed.set(
            Contraction.BIAS,
            new Tensor(
                operands.get(Contraction.BIAS).shape(),
                sum(inputs.get(Contraction.BIAS).values(), 1, 1)));
      }
      Problem problem = forward.with(one, Direction.FORWARD);
      return new Oracle(problem, summed).results().get(0).values();
    }

    /**
     * Adds up the channels of each block, each by its sign.
     *
     * @param values blocks of channels
     * @param groups how many blocks share all channels out; of more blocks, each has all of them
     * @param step from one channel to the next
     */
    private double[] sum(double[] values, int groups, int step) {
      int each = signs.length / groups;
      double[] sums = new double[values.length / each];
      for (int i = 0; i < values.length; i++) {
        int block = i / (each * step);
        int channel = block % groups * each + i / step % each;
        sums[block * step + i % step] += signs[channel] * values[i];
      }
      return sums;
    }

    /** λ·√(Σ_k B_k²). */
    private double toleranceOfTransforms() {
      Oracle oracle = new Oracle(forward, inputs);
      Gauge gauge = new Gauge();
      double largest = 0;
      for (int position : Sample.some(forward).positions().get(0)) {
        oracle.element(0, position, gauge);
        double bound = ErrorBound.ROUNDED_SUMS.of(gauge, forward.type(), ProductPrecision.F32);
        largest = Math.max(largest, bound);
      }
      return ErrorBound.LAMBDA * Math.sqrt(signs.length) * largest;
    }
  }
}

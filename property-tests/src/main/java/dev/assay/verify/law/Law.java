package dev.assay.verify.law;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.NearMiss;
import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.DataType;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that must hold between results of one backend, whatever the oracle says; or between all
 * elements of a result together and what little work tells the oracle of them.
 *
 * <p>Laws catch what an oracle and a backend could get wrong together, and most need no tolerance:
 * with integer fills both sides are exact.
 */
public interface Law {

  /** Short and stable: {@code adjoint-identity}. */
  String name();

  /** The law in one line, for reports. */
  String statement();

  /**
   * The law for one problem: what to compute and how to compare it; empty if it says nothing of it.
   */
  Optional<Case> of(Problem problem);

  /**
   * A law applied to a problem.
   *
   * @param requests what the backend has to compute
   * @param check compares the results
   */
  record Case(List<Request> requests, Check check) {}

  /** Compares the results of all requests of a case. */
  @FunctionalInterface
  interface Check {
    /**
     * Compares both sides of the law.
     *
     * @param results for each request its results
     * @param precision of products, as the backend declares: both sides may be off by it
     */
    Balance check(List<List<float[]>> results, ProductPrecision precision);
  }

  /**
   * How both sides of a law compare.
   *
   * @param worst the place where the law holds least: one side of it is expected, the other actual;
   *     a share above 1 violates it
   * @param informative whether at any place both sides are finite and not 0: to agree on nothing
   *     else proves nothing, because whoever answers 0 or NaN to everything does
   */
  record Balance(Comparison.Worst worst, boolean informative) {

    public boolean holds() {
      return worst.share() <= 1;
    }
  }

  /**
   * A problem with integers, whose sums are exact in any order; empty if they are too long for
   * that.
   */
  static Optional<Problem> ofIntegers(Operation operation, Direction direction, long seed) {
    return operation.longestSum() > DataType.F32.maxExactInteger()
        ? Optional.empty()
        : Optional.of(Problem.of(operation, direction, Fill.INTEGER, seed));
  }

  /** All laws. */
  static List<Law> all() {
    return List.of(
        new AdjointIdentity(),
        new ChannelChecksum(),
        new StrideAsSubsampling(),
        new PointwiseAsMatrixProduct(),
        new LinearAsConvolution(),
        new LocallyConnectedAsConvolution(),
        new BatchPermutation(),
        new SoftmaxShift(),
        new Linearity(),
        new Translation(),
        new DilationAsSpreadKernel(),
        new GroupSplit(),
        new PaddingAsZeros(),
        new MaxPoolMonotonicity(),
        new AveragePoolAsConvolution(),
        new BatchSplit(),
        new ShardedGradient(),
        new ShardedLoss(),
        new ModelParallelism(),
        new SoftmaxTemperature(),
        new SoftmaxOfLogarithm(),
        new Probabilities(),
        new NormalizationStatistics(),
        new NormalizationShift(),
        new UpdateSpecialCases());
  }

  /**
   * A law by its name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  static Law named(String name) {
    return all().stream()
        .filter(law -> law.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown law '"
                        + name
                        + "'; "
                        + NearMiss.of(name, names().toList())
                            .orElse("there are: " + String.join(", ", names().toList()))));
  }

  private static Stream<String> names() {
    return all().stream().map(Law::name);
  }
}

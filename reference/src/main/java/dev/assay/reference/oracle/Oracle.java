package dev.assay.reference.oracle;

import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Computes what a problem must give, in double precision, and judges what a backend gave. */
public final class Oracle {
  /** From this many multiply-adds on, elements are shared out among the processor's cores. */
  private static final double PARALLEL_FROM = 2e6;

  private final Problem problem;
  private final List<Tensor> inputs;
  private final List<Problem.Result> results;

  public Oracle(Problem problem) {
    this(problem, problem.inputs());
  }

  /**
   * @param inputs the operands, then for a backward direction the output's gradient
   */
  public Oracle(Problem problem, List<Tensor> inputs) {
    this.problem = problem;
    this.inputs = inputs;
    this.results = problem.results();
  }

  /** One element of one result. */
  public void element(int result, int index, Gauge gauge) {
    Operation operation = problem.operation();
    int operand = results.get(result).operand();
    gauge.reset();
    if (operand == Problem.Result.OUTPUT) {
      operation.forward(inputs, index, gauge);
    } else {
      operation.gradient(inputs, inputs.get(inputs.size() - 1), operand, index, gauge);
    }
  }

  /** How far a result with this gauge may be off. */
  public double bound(Gauge gauge) {
    ErrorBound bound =
        problem.fill() == Fill.INTEGER ? ErrorBound.EXACT_SUMS : ErrorBound.ROUNDED_SUMS;
    return bound.of(gauge, problem.type());
  }

  /** All results, whole. */
  public List<Tensor> results() {
    List<Tensor> tensors = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      int result = r;
      double[] values = new double[results.get(r).shape().size()];
      range(values.length)
          .forEach(
              i -> {
                Gauge gauge = new Gauge();
                element(result, i, gauge);
                values[i] = gauge.value();
              });
      tensors.add(new Tensor(results.get(r).shape(), values));
    }
    return tensors;
  }

  /**
   * Judges a backend's results.
   *
   * @param sample which elements they hold
   * @param actual for each result the elements of the sample, in order
   */
  public Comparison compare(Sample sample, List<float[]> actual) {
    if (actual.size() != results.size()) {
      throw new IllegalArgumentException(
          results.size() + " results expected, " + actual.size() + " given");
    }
    Comparison comparison = Comparison.NOTHING;
    for (int r = 0; r < results.size(); r++) {
      int result = r;
      float[] values = actual.get(r);
      int count = sample.count(problem, r);
      if (values.length != count) {
        throw new IllegalArgumentException(
            results.get(r).name()
                + ": "
                + count
                + " elements expected, "
                + values.length
                + " given");
      }
      comparison =
          comparison.and(
              range(count)
                  .mapToObj(i -> i)
                  .collect(
                      () -> new Comparison.Builder(this, result),
                      (builder, i) -> builder.check(sample.position(result, i), values[i]),
                      Comparison.Builder::merge)
                  .build());
    }
    return comparison;
  }

  private IntStream range(int count) {
    IntStream range = IntStream.range(0, count);
    double work = problem.cost().flops();
    return work > PARALLEL_FROM ? range.parallel() : range;
  }
}

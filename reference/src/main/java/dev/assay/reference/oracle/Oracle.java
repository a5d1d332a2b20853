package dev.assay.reference.oracle;

import dev.assay.reference.numeric.ErrorBound;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Elements;
import dev.assay.reference.op.Formula;
import dev.assay.reference.op.NoisyPasses;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Computes what a problem must give, in double precision, and judges what a backend gave. */
public final class Oracle {
  /** From this many multiply-adds on, elements are shared out among the processor's cores. */
  private static final double PARALLEL_FROM = 2e6;

  private final Problem problem;
  private final List<Problem.Result> results;
  private final List<Formula> formulas;
  private final ErrorBound bound;
  private final boolean parallel;
  private final ProductPrecision precision;

  public Oracle(Problem problem) {
    this(problem, problem.inputs());
  }

  /**
   * @param inputs the operands, then for a backward direction the output's gradient
   */
  public Oracle(Problem problem, List<Tensor> inputs) {
    this(problem, inputs, ProductPrecision.F32);
  }

  /**
   * @param inputs the operands, then for a backward direction the output's gradient
   * @param precision of products, as the backend to be judged declares
   */
  public Oracle(Problem problem, List<Tensor> inputs, ProductPrecision precision) {
    this(
        problem,
        formulas(problem, inputs, precision),
        problem.cost().flops() > PARALLEL_FROM && !(problem.operation() instanceof Composite),
        precision);
  }

  /**
   * One that takes many times as long, for bounds by which a random network can be accused: those
   * of {@link NoisyPasses#MANY}.
   *
   * @param problem of a {@link Composite}
   * @param inputs the operands
   * @param precision of products, as the backend to be judged declares
   */
  public static Oracle thorough(Problem problem, List<Tensor> inputs, ProductPrecision precision) {
    Composite network = (Composite) problem.operation();
    return new Oracle(
        problem, network.forwardAll(inputs, precision, NoisyPasses.MANY), false, precision);
  }

  /** An oracle whose formulas are there already. */
  Oracle(Problem problem, List<Formula> formulas, boolean parallel, ProductPrecision precision) {
    this.problem = problem;
    this.results = problem.results();
    this.formulas = formulas;
    this.bound = problem.fill().bound();
    this.parallel = parallel;
    this.precision = precision;
  }

  private static List<Formula> formulas(
      Problem problem, List<Tensor> inputs, ProductPrecision precision) {
    Operation operation = problem.operation();
    if (operation instanceof Composite composite) {
      return composite.forwardAll(inputs, precision, NoisyPasses.FEW);
    }
    if (!problem.direction().isBackward()) {
      return operation.forwardAll(inputs);
    }
    Tensor outputGradient = inputs.get(inputs.size() - 1);
    return problem.results().stream()
        .map(result -> operation.gradient(inputs, outputGradient, result.operand()))
        .toList();
  }

  /** One element of one result. */
  public void element(int result, int index, Gauge gauge) {
    gauge.reset();
    formulas.get(result).compute(index, gauge);
  }

  /**
   * Judges one element.
   *
   * @param expected for what it should be
   */
  public Comparison.Worst judge(int result, int index, double actual, Gauge expected) {
    element(result, index, expected);
    double bound = bound(expected);
    return new Comparison.Worst(
        Comparison.share(expected, bound, actual), result, index, expected.value(), actual, bound);
  }

  /** How far a result with this gauge may be off. */
  public double bound(Gauge gauge) {
    return bound.of(gauge, problem.type(), precision) + subnormalInputs(gauge);
  }

  /**
   * Hardware that takes subnormal numbers for zero loses up to the smallest normal of each term.
   */
  private double subnormalInputs(Gauge gauge) {
    return problem.fill() == Fill.SUBNORMAL
        ? Math.max(1, gauge.terms()) * problem.type().minNormal()
        : 0;
  }

  /** Whether errors tell which arithmetic was used: not where sums are exact or inputs extreme. */
  boolean measuresPrecision() {
    return problem.fill() == Fill.REAL;
  }

  double unitRoundoff() {
    return problem.type().unitRoundoff();
  }

  /** All results, whole. */
  public List<Tensor> results() {
    return IntStream.range(0, results.size()).mapToObj(this::result).toList();
  }

  /** One result, whole. */
  public Tensor result(int result) {
    return whole(result, Gauge::value);
  }

  /** How far each element of a result may be off. */
  public Tensor bounds(int result) {
    return whole(result, this::bound);
  }

  private Tensor whole(int result, ToDoubleFunction<Gauge> what) {
    double[] values = new double[results.get(result).shape().size()];
    Elements elements = elements(result);
    range(elements.pieces())
        .forEach(
            piece ->
                elements.compute(
                    piece, (index, gauge) -> values[index] = what.applyAsDouble(gauge)));
    return new Tensor(results.get(result).shape(), values);
  }

  /** All elements of a result; rows pay where there is much to compute. */
  private Elements elements(int result) {
    int size = results.get(result).shape().size();
    return parallel
        ? Elements.fastest(formulas.get(result), size)
        : new Elements.ByElement(formulas.get(result), size, 1);
  }

  /**
   * Judges a backend's results.
   *
   * @param sample which elements they hold
   * @param actual for each result the elements of the sample, in order
   * @throws IllegalArgumentException if they are not as many as the problem and the sample have
   */
  public Comparison compare(Sample sample, List<float[]> actual) {
    return compare(sample, actual, Excuse.NONE);
  }

  /**
   * Judges a backend's results as far as they are not excused.
   *
   * @param sample which elements they hold
   * @param actual for each result the elements of the sample, in order
   * @throws IllegalArgumentException if they are not as many as the problem and the sample have
   */
  public Comparison compare(Sample sample, List<float[]> actual, Excuse excuse) {
    if (actual.size() != results.size()) {
      throw new IllegalArgumentException(
          results.size() + " results expected, " + actual.size() + " given");
    }
    Comparison comparison = Comparison.nothing();
    for (int r = 0; r < results.size(); r++) {
      float[] values = actual.get(r);
      int count = sample.count(results.get(r), r);
      if (values.length != count) {
        throw new IllegalArgumentException(
            results.get(r).name()
                + ": "
                + count
                + " elements expected, "
                + values.length
                + " given");
      }
      Supplier<Comparison.Builder> builder = builder(r, excuse);
      comparison =
          comparison.and(
              sample.whole() ? whole(r, values, builder) : sampled(sample, r, values, builder));
    }
    return comparison;
  }

  private Supplier<Comparison.Builder> builder(int result, Excuse excuse) {
    return () -> new Comparison.Builder(this, result, excuse);
  }

  private Comparison whole(int result, float[] actual, Supplier<Comparison.Builder> builders) {
    Elements elements = elements(result);
    return range(elements.pieces())
        .collect(
            builders,
            (builder, piece) ->
                elements.compute(
                    piece, (index, gauge) -> builder.check(index, gauge, actual[index])),
            Comparison.Builder::merge)
        .build();
  }

  private Comparison sampled(
      Sample sample, int result, float[] actual, Supplier<Comparison.Builder> builders) {
    return range(actual.length)
        .collect(
            builders,
            (builder, i) -> builder.check(sample.position(result, i), actual[i]),
            Comparison.Builder::merge)
        .build();
  }

  private IntStream range(int count) {
    IntStream range = IntStream.range(0, count);
    return parallel ? range.parallel() : range;
  }
}

package dev.assay.reference.oracle;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Estimate;
import dev.assay.reference.op.Formula;
import dev.assay.reference.problem.Problem;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a {@link Composite} problem must give, to be kept: computing a network takes the oracle
 * long, and what was computed once holds for every backend.
 *
 * @param sample which elements of the results it speaks of
 * @param results for each result what is known of it
 */
public record Expectation(Sample sample, List<Result> results) {

  /**
   * One result.
   *
   * @param values of the sample's elements, in order
   * @param unit what errors are measured in, in units of u; 0 if they tell nothing
   * @param bound how far each may be off
   */
  public record Result(List<Double> values, double unit, double bound) {}

  /**
   * Has the oracle compute a problem with its own inputs.
   *
   * @param precision of products, which the bounds are for
   */
  public static Expectation of(Problem problem, ProductPrecision precision) {
    Oracle oracle = new Oracle(problem, problem.inputs(), precision);
    Sample sample = Sample.of(problem);
    List<Result> results = new ArrayList<>();
    Gauge gauge = new Gauge();
    for (Problem.Result result : problem.results()) {
      int position = results.size();
      double[] values = new double[sample.count(result, position)];
      double unit = 0;
      double bound = 0;
      for (int i = 0; i < values.length; i++) {
        oracle.element(position, sample.position(position, i), gauge);
        values[i] = gauge.value();
        unit = Math.max(unit, gauge.magnitude());
        bound = oracle.bound(gauge);
      }
      results.add(new Result(Arrays.stream(values).boxed().toList(), unit, bound));
    }
    return new Expectation(sample, results);
  }

  /** An oracle that knows the sample's elements and no others. */
  public Oracle oracle(Problem problem) {
    List<Formula> formulas = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      Result result = results.get(r);
      Formula estimate =
          new Estimate(
              result.values.stream().mapToDouble(v -> v).toArray(),
              result.unit,
              result.bound / problem.type().unitRoundoff());
      int[] positions = sample.whole() ? new int[0] : sample.positions().get(r);
      formulas.add(
          sample.whole()
              ? estimate
              : (index, gauge) -> estimate.compute(Arrays.binarySearch(positions, index), gauge));
    }
    // Its bounds are all inherited, and hold what the precision of products adds already.
    return new Oracle(problem, formulas, false, ProductPrecision.F32);
  }

  /** How many elements it speaks of. */
  public long elements() {
    return results.stream().mapToLong(result -> result.values.size()).sum();
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(results.size());
    for (Result result : results) {
      out.writeDouble(result.unit);
      out.writeDouble(result.bound);
      out.writeInt(result.values.size());
      for (double value : result.values) {
        out.writeDouble(value);
      }
    }
  }

  /** Reads what {@link #write} wrote of the same problem. */
  public static Expectation read(Problem problem, DataInput in) throws IOException {
    List<Result> results = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      double unit = in.readDouble();
      double bound = in.readDouble();
      double[] values = new double[in.readInt()];
      for (int j = 0; j < values.length; j++) {
        values[j] = in.readDouble();
      }
      results.add(new Result(Arrays.stream(values).boxed().toList(), unit, bound));
    }
    return new Expectation(Sample.of(problem), results);
  }
}

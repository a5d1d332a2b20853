package dev.assay.spi.known;

import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Rows;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A largest element that is found by comparing, which a NaN always loses: its place, which should
 * be told, is not.
 */
public final class SkippedNan {
  private SkippedNan() {}

  /**
   * What becomes of rows that hold a NaN: any other place.
   *
   * @param reason what is passed over
   * @param links where it is
   * @param counterexample one that is wrong
   */
  public static KnownDivergence inArgMax(
      String reason, List<String> links, Problem counterexample) {
    return new KnownDivergence(
        "arg-max-skips-nan",
        reason,
        links,
        counterexample,
        problem -> problem.fill() == Fill.SPECIAL && problem.operation() instanceof ArgMax,
        (problem, inputs) -> List.of(symptom((ArgMax) problem.operation(), inputs.get().get(0))));
  }

  private static Symptom symptom(ArgMax argMax, Tensor x) {
    Rows rows = new Rows(argMax.shape(), argMax.axis());
    BitSet withNan = new BitSet();
    IntStream.range(0, rows.count()).filter(row -> holdsNan(rows, row, x)).forEach(withNan::set);
    return new Symptom.Part(
        "of rows with a NaN", 0, withNan, new Symptom.Inexact(rows.length() - 1, 0));
  }

  private static boolean holdsNan(Rows rows, int row, Tensor x) {
    int first = rows.first(row);
    return IntStream.range(0, rows.length())
        .anyMatch(i -> Double.isNaN(x.get(first + i * rows.step())));
  }
}

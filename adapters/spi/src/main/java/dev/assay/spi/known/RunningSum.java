package dev.assay.spi.known;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;

/**
 * The sums of a local response normalisation, kept from channel to channel by adding the square
 * that enters the window and taking away the one that leaves it. A NaN then reaches elements
 * outside its windows, and a large value leaves its rounding error with smaller ones.
 */
public final class RunningSum {
  private static final double UNIT = 0x1p-24;

  /** Of each channel: what enters, beside up to twice the largest sum, and what leaves. */
  private static final int ROUNDINGS = 3;

  private RunningSum() {}

  /**
   * Wherever any channel is in one window and no longer in the next.
   *
   * @param links where it is
   * @param counterexample one that is wrong
   */
  public static KnownDivergence inLocalResponseNorm(List<String> links, Problem counterexample) {
    return new KnownDivergence(
        "local-response-norm-running-sum",
        "the sums over windows are kept by adding what enters and taking away what leaves: a NaN"
            + " reaches elements outside its windows, and a large value leaves its rounding error"
            + " with smaller ones",
        links,
        counterexample,
        problem ->
            problem.operation() instanceof LocalResponseNorm norm
                && norm.c() > norm.size() / 2 + 1
                && problem.direction() == Direction.FORWARD,
        (problem, inputs) -> symptoms(problem, inputs.get().get(0)));
  }

  /**
   * What the roundings of all channels, relative to the largest sum at a position, make of the
   * power of the smallest one there; or anything, where they may be half of it.
   */
  public static List<Symptom> symptoms(Problem problem, Tensor x) {
    LocalResponseNorm norm = (LocalResponseNorm) problem.operation();
    if (problem.fill() == Fill.SPECIAL) {
      return List.of(new Symptom.NonFinite());
    }
    double off = off(norm, x);
    return List.of(
        isLost(off) ? new Symptom.Garbage() : new Symptom.Inexact(0, 2 * norm.beta() * off));
  }

  /** By which share of itself a sum may be off, at most. */
  public static double off(LocalResponseNorm norm, Tensor x) {
    double off = 0;
    int positions = norm.h() * norm.w();
    for (int n = 0; n < norm.n(); n++) {
      for (int p = 0; p < positions; p++) {
        off = Math.max(off, off(norm, x.values(), n * norm.c() * positions + p));
      }
    }
    return off;
  }

  /** Whether of a sum that is so far off nothing may be left, or less than nothing. */
  public static boolean isLost(double off) {
    return off >= 0.5;
  }

  /** The largest sum's roundings beside the smallest sum, of the channels at one position. */
  private static double off(LocalResponseNorm norm, double[] x, int first) {
    int step = norm.h() * norm.w();
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < norm.c(); c++) {
      double squares = 0;
      int last = Math.min(norm.c() - 1, c + norm.size() / 2);
      for (int j = Math.max(0, c - norm.size() / 2); j <= last; j++) {
        squares += x[first + j * step] * x[first + j * step];
      }
      largest = Math.max(largest, squares);
      smallest = Math.min(smallest, squares);
    }
    return ROUNDINGS
        * norm.c()
        * UNIT
        * (norm.k() + norm.alpha() * largest)
        / (norm.k() + norm.alpha() * smallest);
  }
}

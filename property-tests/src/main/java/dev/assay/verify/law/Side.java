package dev.assay.verify.law;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One side of a law: numbers made of a backend's results, each with how far it may be off.
 *
 * @param values the numbers
 * @param bound for each number its bound, seldom asked for where the sides are equal
 * @param special whether they were made of special values, so that NaN and ±∞ may be right; of
 *     finite inputs no operation makes any
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody asks whether two of them are equal.
record Side(double[] values, IntToDoubleFunction bound, boolean special) {

  /** Numbers that should be finite. */
  Side(double[] values, IntToDoubleFunction bound) {
    this(values, bound, false);
  }

  /** A result as it is, bounded by the oracle. */
  static Side of(Request request, int result, float[] values, ProductPrecision precision) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return new Side(
        doubles, new Bounds(request, result, precision), request.problem().fill() == Fill.SPECIAL);
  }

  /** One number: the sum of a result's elements, each times a factor of its own. */
  static Side inner(
      Request request, int result, float[] values, Tensor factors, ProductPrecision precision) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += factors.get(i) * values[i];
    }
    Bounds bounds = new Bounds(request, result, precision);
    return new Side(
        new double[] {sum},
        one ->
            IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(factors.get(i)) * bounds.applyAsDouble(i))
                .sum());
  }

  /** A case whose check is about the results of each request, one behind the other. */
  static Law.Case check(List<Request> requests, Function<List<Side>, Law.Balance> check) {
    return new Law.Case(
        requests,
        (results, precision) ->
            check.apply(
                IntStream.range(0, requests.size())
                    .mapToObj(i -> all(requests.get(i), results.get(i), precision))
                    .toList()));
  }

  private static Side all(Request request, List<float[]> results, ProductPrecision precision) {
    return IntStream.range(0, results.size())
        .mapToObj(i -> of(request, i, results.get(i), precision))
        .reduce(Side::then)
        .orElseThrow();
  }

  /** A case of two requests that must have the same result. */
  static Law.Case equal(Request left, Request right) {
    return check(List.of(left, right), sides -> sides.get(0).compare(sides.get(1)));
  }

  /** Numbers that are known, not computed by the backend. */
  static Side exactly(double... values) {
    return new Side(values, i -> 0);
  }

  Side plus(Side other) {
    double[] sums = new double[values.length];
    Arrays.setAll(sums, i -> values[i] + other.values[i]);
    return new Side(
        sums, i -> bound.applyAsDouble(i) + other.bound.applyAsDouble(i), special || other.special);
  }

  /** By a factor above 0. */
  Side times(double factor) {
    return new Side(
        Arrays.stream(values).map(value -> factor * value).toArray(),
        i -> factor * bound.applyAsDouble(i),
        special);
  }

  /** These numbers, then others. */
  Side then(Side other) {
    int length = values.length;
    double[] all = Arrays.copyOf(values, length + other.values.length);
    System.arraycopy(other.values, 0, all, length, other.values.length);
    return new Side(
        all,
        i -> i < length ? bound.applyAsDouble(i) : other.bound.applyAsDouble(i - length),
        special || other.special);
  }

  /** So many of these numbers, by their positions. */
  Side picked(int count, IntUnaryOperator source) {
    double[] some = new double[count];
    Arrays.setAll(some, i -> values[source.applyAsInt(i)]);
    return new Side(some, i -> bound.applyAsDouble(source.applyAsInt(i)), special);
  }

  /** Both sides must be equal up to what each may be off. */
  Law.Balance compare(Side other) {
    return compare(other, i -> bound.applyAsDouble(i) + other.bound.applyAsDouble(i));
  }

  /** Both sides must be equal up to a tolerance for each number. */
  Law.Balance compare(Side other, IntToDoubleFunction tolerance) {
    boolean ofSpecial = special && other.special;
    return new Law.Balance(
        IntStream.range(0, values.length)
            .mapToObj(i -> compare(i, values[i], other.values[i], tolerance, ofSpecial))
            .reduce((worst, next) -> next.share() > worst.share() ? next : worst)
            .orElseThrow(),
        IntStream.range(0, values.length)
            .anyMatch(i -> tells(values[i]) && tells(other.values[i])));
  }

  /** Whether it is something to agree on: a backend that computes nothing gives none such. */
  private static boolean tells(double value) {
    return Double.isFinite(value) && value != 0;
  }

  private static Comparison.Worst compare(
      int index, double left, double right, IntToDoubleFunction tolerance, boolean special) {
    boolean same = isSame(left, right, special);
    // Where both sides are equal, a bound is only worth its time if it may be what is reported.
    double bound = same && index > 0 ? 0 : tolerance.applyAsDouble(index);
    // A bound that is not finite bounds nothing.
    double share = Double.isFinite(bound) ? Math.abs(left - right) / bound : Double.NaN;
    return new Comparison.Worst(
        same ? 0 : Double.isNaN(share) ? Double.POSITIVE_INFINITY : share,
        0,
        index,
        left,
        right,
        bound);
  }

  private static boolean isSame(double left, double right, boolean special) {
    return left == right
        ? special || Double.isFinite(left)
        : special && Double.isNaN(left) && Double.isNaN(right);
  }

  /** How far each element of a result may be off, by an oracle that is made for the first. */
  private static final class Bounds implements IntToDoubleFunction {
    private final Request request;
    private final int result;
    private final ProductPrecision precision;
    private final Gauge gauge = new Gauge();
    private @Nullable Oracle oracle;

    Bounds(Request request, int result, ProductPrecision precision) {
      this.request = request;
      this.result = result;
      this.precision = precision;
    }

    @Override
    public double applyAsDouble(int position) {
      if (oracle == null) {
        oracle = new Oracle(request.problem(), request.resolveInputs(), precision);
      }
      oracle.element(result, position, gauge);
      // Of two values that are in order, one side may have the one and the other side the other.
      double apart = Math.abs(gauge.value() - gauge.alternative());
      return oracle.bound(gauge) + (Double.isNaN(apart) ? 0 : apart);
    }
  }
}

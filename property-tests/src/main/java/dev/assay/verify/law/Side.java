package dev.assay.verify.law;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.worker.Request;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * One side of a law: numbers made of a backend's results, each with how far it may be off.
 *
 * @param values the numbers
 * @param bound for each number its bound, asked for only where the sides differ
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody asks whether two of them are equal.
record Side(double[] values, IntToDoubleFunction bound) {

  /** A result as it is, bounded by the oracle. */
  static Side of(Request request, int result, float[] values, ProductPrecision precision) {
    Oracle oracle = new Oracle(request.problem(), request.resolveInputs(), precision);
    return new Side(Sides.doubles(values), i -> Sides.bound(oracle, result, i));
  }

  /** A case whose check is about the first result of each request. */
  static Law.Case check(List<Request> requests, Function<List<Side>, Comparison.Worst> check) {
    return new Law.Case(
        requests,
        (results, precision) ->
            check.apply(
                IntStream.range(0, requests.size())
                    .mapToObj(i -> of(requests.get(i), 0, results.get(i).get(0), precision))
                    .toList()));
  }

  /** A case of two requests that must have the same result. */
  static Law.Case equal(Request left, Request right) {
    return check(List.of(left, right), sides -> sides.get(0).compare(sides.get(1)));
  }

  /** Numbers that are known, not computed by the backend. */
  static Side exactly(double[] values) {
    return new Side(values, i -> 0);
  }

  Side plus(Side other) {
    double[] sums = new double[values.length];
    Arrays.setAll(sums, i -> values[i] + other.values[i]);
    return new Side(sums, i -> bound.applyAsDouble(i) + other.bound.applyAsDouble(i));
  }

  /** By a factor above 0. */
  Side times(double factor) {
    return new Side(
        Arrays.stream(values).map(value -> factor * value).toArray(),
        i -> factor * bound.applyAsDouble(i));
  }

  /** These numbers, then others. */
  Side then(Side other) {
    int length = values.length;
    double[] all = Arrays.copyOf(values, length + other.values.length);
    System.arraycopy(other.values, 0, all, length, other.values.length);
    return new Side(
        all, i -> i < length ? bound.applyAsDouble(i) : other.bound.applyAsDouble(i - length));
  }

  /** So many of these numbers, by their positions. */
  Side picked(int count, IntUnaryOperator source) {
    double[] some = new double[count];
    Arrays.setAll(some, i -> values[source.applyAsInt(i)]);
    return new Side(some, i -> bound.applyAsDouble(source.applyAsInt(i)));
  }

  /** Both sides must be equal up to what each may be off. */
  Comparison.Worst compare(Side other) {
    return Sides.close(
        values, other.values, i -> bound.applyAsDouble(i) + other.bound.applyAsDouble(i));
  }
}

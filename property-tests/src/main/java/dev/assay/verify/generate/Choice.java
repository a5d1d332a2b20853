package dev.assay.verify.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Different values to draw from, the simplest first: a value shrinks to those before it. */
@SuppressWarnings("varargs") // List.of only copies the array
final class Choice {
  private static final int SCALE = 1000;

  private Choice() {}

  /** All values are equally likely. */
  @SafeVarargs
  static <T> Arbitrary<T> any(T... simplestFirst) {
    return weighted(List.of(simplestFirst), rank -> SCALE);
  }

  /** The i-th value has weight 1/i: of six, the first is drawn in 41 % of all cases. */
  @SafeVarargs
  static <T> Arbitrary<T> mostly(T... simplestFirst) {
    return weighted(List.of(simplestFirst), rank -> SCALE / rank);
  }

  /** The i-th value has weight 1/i²: of six, the first is drawn in 67 % of all cases. */
  @SafeVarargs
  static <T> Arbitrary<T> usually(T... simplestFirst) {
    return weighted(List.of(simplestFirst), rank -> SCALE / (rank * rank));
  }

  /** The first value in 19 of 20 cases, or else any other. */
  @SafeVarargs
  static <T> Arbitrary<T> nearlyAlways(T... simplestFirst) {
    int others = simplestFirst.length - 1;
    return weighted(List.of(simplestFirst), rank -> rank == 1 ? 19 * others : 1);
  }

  private static <T> Arbitrary<T> weighted(List<T> values, IntUnaryOperator weightOfRank) {
    List<Tuple.Tuple2<Integer, T>> weighted = new ArrayList<>();
    for (T value : values) {
      weighted.add(Tuple.of(weightOfRank.applyAsInt(weighted.size() + 1), value));
    }
    return Arbitraries.frequency(weighted);
  }
}

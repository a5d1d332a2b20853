package dev.assay.verify.generate;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;

/**
 * Draws from one generator in 19 of 20 cases, or else from any other. What is drawn shrinks as its
 * own generator has it: jqwik's way to choose among generators needs its test engine.
 */
record Seldom<T>(Arbitrary<T> usual, List<Arbitrary<T>> others) implements Arbitrary<T> {
  private static final int CASES = 20;

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only copies the array
  static <T> Arbitrary<T> or(Arbitrary<T> usual, Arbitrary<T>... others) {
    return new Seldom<>(usual, List.of(others));
  }

  @Override
  public RandomGenerator<T> generator(int tries) {
    RandomGenerator<T> first = usual.generator(tries);
    List<RandomGenerator<T>> rest = others.stream().map(o -> o.generator(tries)).toList();
    return random ->
        (random.nextInt(CASES) > 0 ? first : rest.get(random.nextInt(rest.size()))).next(random);
  }

  @Override
  public EdgeCases<T> edgeCases(int most) {
    return EdgeCases.none();
  }
}

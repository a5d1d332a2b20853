package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks that are right, and masks that are just, or just not, odd enough. */
class DrawnMaskTest {

  /** What is odd about a mask, of the output and its gradient. */
  private static Optional<String> oddity(String problem, IntPredicate kept, boolean again) {
    return oddity(problem, kept, kept, again);
  }

  private static Optional<String> oddity(
      String text, IntPredicate kept, IntPredicate keptGradient, boolean again) {
    DrawnMask mask = mask(text, kept, keptGradient, again);
    return mask.oddity().or(mask::lostGradient);
  }

  private static DrawnMask mask(
      String text, IntPredicate kept, IntPredicate keptGradient, boolean again) {
    Problem problem = Problem.parse("random-dropout " + text);
    RandomDropout dropout = (RandomDropout) problem.operation();
    Oracle oracle = new Oracle(problem);
    float[] results = oracle.results().get(0).toFloats();
    int size = dropout.shape().size();
    for (int i = 0; i < results.length; i++) {
      boolean keeps = i < size ? kept.test(i) : keptGradient.test(i - size);
      results[i] = keeps ? results[i] : 0;
    }
    return new DrawnMask(dropout, oracle, results, again);
  }

  private static IntPredicate drawn(long seed, double rate, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] kept = new boolean[size];
    for (int i = 0; i < size; i++) {
      kept[i] = random.nextDouble() >= rate;
    }
    return i -> kept[i];
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void rightMasksAreNotOdd(double rate) {
    for (int seed = 0; seed < 50; seed++) {
      for (String shape : new String[] {"1", "7", "65", "3x1000", "4x8x17x17"}) {
        for (String fill : new String[] {"real", "integer", "constant", "subnormal"}) {
          String problem =
              String.format("shape=%s rate=%s fill=%s seed=%d", shape, rate, fill, seed);

          assertThat(oddity(problem, drawn(seed, rate, 10_000), false)).as(problem).isEmpty();
        }
      }
    }
  }

  /** By 2⁻⁴³ and 2⁻⁴⁴, which lie on both sides of 10⁻¹³. */
  @ParameterizedTest
  @CsvSource({"43, false", "44, true"})
  void allOrNothing(int size, boolean odd) {
    assertThat(oddity("shape=" + size, i -> false, false).isPresent()).isEqualTo(odd);
    assertThat(oddity("shape=" + size, i -> true, false).isPresent()).isEqualTo(odd);
  }

  @Test
  void saysHowManyAreKept() {
    assertThat(oddity("shape=1000 rate=0.2", drawn(1, 0.5, 1000), false))
        .hasValueSatisfying(
            words -> assertThat(words).matches("keeps \\d+ of 1000 elements at rate 0.2"));
  }

  @Test
  void elementsThatMayBeZeroTellNothing() {
    assertThat(oddity("shape=1000 fill=subnormal", i -> false, false)).isEmpty();
  }

  /** Of integers from −32 to 32, some are 0: their gradient tells whether they were kept. */
  @Test
  void gradientsWhereTheInputIsZeroAreCountedApart() {
    String problem = "shape=9999 fill=integer";
    double[] x = Problem.parse("random-dropout " + problem).inputs().get(0).values();
    IntPredicate kept = drawn(1, 0.5, x.length);

    DrawnMask mask = mask(problem, kept, i -> kept.test(i) && x[i] != 0, false);

    assertThat(mask.oddity()).isEmpty();
    assertThat(mask.lostGradient())
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .matches("the gradient keeps 0 of \\d+ elements whose x is 0, at rate 0.5"));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 'x[0,3] is kept, but its gradient is dropped'",
    "false, 'x[0,3] is dropped, but its gradient is kept'"
  })
  void oneElementOfAnotherMask(boolean kept, String words) {
    IntPredicate odd = i -> i % 2 == 0;

    assertThat(
            oddity(
                "shape=1x5",
                i -> i == 3 ? kept : odd.test(i),
                i -> i == 3 ? !kept : odd.test(i),
                false))
        .hasValue(words);
  }

  /** What lies along an axis shares a fate. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatIsDroppedTogether(int axis) {
    int[] strides = {200, 20, 1};
    int[] lengths = {10, 10, 20};
    IntPredicate kept = drawn(3, 0.5, 2000);
    // Each takes after the first along the axis.
    IntPredicate together = i -> kept.test(i - i / strides[axis] % lengths[axis] * strides[axis]);

    assertThat(oddity("shape=10x10x20", together, false))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .isEqualTo(
                        "neighbours along axis %d share their fate in 1000 of 1000 pairs"
                            + " at rate 0.5",
                        axis));
  }

  @Test
  void neighboursThatAreNeverAlike() {
    assertThat(oddity("shape=100", i -> i % 2 == 0, false))
        .hasValue("neighbours along axis 0 share their fate in 0 of 50 pairs at rate 0.5");
  }

  /** The last of three has no partner: in the next row is none of its neighbours. */
  @Test
  void neighboursLieInOneRow() {
    IntPredicate drawn = drawn(1, 0.5, 150);

    assertThat(oddity("shape=50x3", i -> i % 3 == 1 ? !drawn.test(i - 1) : drawn.test(i), false))
        .hasValue("neighbours along axis 1 share their fate in 0 of 50 pairs at rate 0.5");
  }

  @ParameterizedTest
  @CsvSource({"43, 0.5, false", "44, 0.5, true", "44, 0.1, false", "5000, 0.0, false"})
  void aMaskThatComesAgain(int size, double rate, boolean odd) {
    String problem = String.format("shape=%d rate=%s", size, rate);
    IntPredicate kept = drawn(1, rate, size);

    assertThat(oddity(problem, kept, false)).isEmpty();
    assertThat(oddity(problem, kept, true).isPresent()).isEqualTo(odd);
  }
}

package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Problem RELU = Problem.parse("relu shape=2");

  /**
   * FNV-1a over the bytes of 32-bit numbers, the lowest first: the problem's characters, how many
   * elements there are, and the bits of each. Computed apart from this code, in Python.
   */
  @Test
  void itIsFnv1a() {
    assertThat(of(1f, -0f)).isEqualTo(0xc14be857978fb0f4L);
  }

  @Test
  void everyBitCounts() {
    assertThat(of(1f, 0f)).as("the sign of zero").isNotEqualTo(of(1f, -0f));
    assertThat(of(Math.nextUp(1f), 0f)).as("the last place").isNotEqualTo(of(1f, 0f));
    assertThat(of(0f, 1f)).as("the order").isNotEqualTo(of(1f, 0f));
  }

  @Test
  void whichResultOfWhichProblemCounts() {
    float[] one = {1};
    assertThat(Fingerprint.of(RELU, List.of(one, one))).isNotEqualTo(of(1f, 1f));
    assertThat(Fingerprint.of(Problem.parse("relu shape=2 seed=17"), List.of(one)))
        .isNotEqualTo(of(1f));
  }

  @Test
  void allNansAreAlike() {
    float other = Float.intBitsToFloat(0xffc00001);
    assertThat(other).isNaN();
    assertThat(of(other)).isEqualTo(of(Float.NaN));
  }

  private static long of(float... result) {
    return Fingerprint.of(RELU, List.of(result));
  }
}

package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(1), Duration.ofSeconds(30), Long.MAX_VALUE);

  @Test
  void aSmallProblemGetsNoMoreThanItsTime() {
    assertThat(LIMITS.deadline(Problem.parse("relu shape=8"))).isEqualTo(LIMITS.problem());
  }

  @Test
  void halfOfTheMemoryIsForTheHeap() {
    Limits limits = new Limits(LIMITS.start(), LIMITS.problem(), 64 << 20);

    assertThat(limits.heap()).isEqualTo(32 << 20);
    assertThat(limits.jvmArguments(List.of("-Xmx1g")))
        .as("the last one counts")
        .containsExactly("-Xmx32768k", "-Xmx1g");
  }

  @Test
  void noLimitIsThatOfTheMachine() {
    assertThat(LIMITS.heap()).isBetween(64L << 20, 1L << 50);
  }

  /** The weights and their gradient, of 411 MB each. */
  @Test
  void hundredsOfMegabytesMayTakeHalfAMinuteMore() {
    Problem large = Problem.parse("linear backward n=2 in=25088 out=4096");

    assertThat(LIMITS.deadline(large).minus(LIMITS.problem()))
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(35));
  }
}

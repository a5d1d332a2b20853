package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import org.junit.jupiter.api.Test;

class RoofProblemTest {
  private static final long MIB = 1L << 20;

  @Test
  void aProductComputesMuchAndAStreamMovesMuch() {
    Problem product = RoofProblem.product(2048).problem();
    assertThat(product).hasToString("linear n=2048 in=2048 out=2048");
    assertThat(product.cost().flops()).isEqualTo(2.0 * 2048 * 2048 * 2048);
    assertThat(product.cost().flops() / product.cost().bytes()).isGreaterThan(300);

    Problem stream = RoofProblem.stream(128 * MIB).problem();
    assertThat(stream).hasToString("add shape=33554432");
    assertThat(stream.cost().bytes()).isEqualTo(RoofProblem.ARRAYS * 128.0 * MIB);
    assertThat(stream.cost().flops() / stream.cost().bytes()).isLessThan(0.1);
  }

  @Test
  void noArrayFitsIntoTheCaches() {
    assertThat(RoofProblem.arrayBytes(32 * MIB)).isEqualTo(128 * MIB);
    assertThat(RoofProblem.arrayBytes(RoofProblem.CARD_CACHE_BYTES)).isEqualTo(512 * MIB);
    assertThat(RoofProblem.arrayBytes(0)).isEqualTo(64 * MIB);
    assertThat(RoofProblem.arrayBytes(2048 * MIB)).isEqualTo(RoofProblem.MOST_BYTES);
    assertThat(RoofProblem.stream(RoofProblem.MOST_BYTES).problem())
        .hasToString("add shape=536608768");
  }
}

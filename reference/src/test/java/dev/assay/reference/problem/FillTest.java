package dev.assay.reference.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillTest {
  @ParameterizedTest
  @EnumSource
  void dataComeNearTheLargestAndNotBeyond(Fill fill) {
    double[] values =
        Problem.parse("relu shape=100000 fill=" + fill + " seed=7").inputs().get(0).values();
    double largest =
        Arrays.stream(values).map(Math::abs).filter(x -> !Double.isNaN(x)).max().orElseThrow();
    assertThat(largest).isLessThanOrEqualTo(fill.largest());
    if (fill != Fill.CONSTANT && fill != Fill.SUBNORMAL) {
      assertThat(largest).isGreaterThanOrEqualTo(0.9 * fill.largest());
    }
  }
}

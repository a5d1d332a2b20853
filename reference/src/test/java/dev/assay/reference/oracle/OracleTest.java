package dev.assay.reference.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class OracleTest {
  /**
   * Logits next to 0 make every term log 2: added up one by one, the roundings of a power of two's
   * worth of sums all go the same way.
   */
  @Test
  void equalTermsOfSubnormalDataMayRoundAlike() {
    Problem problem = Problem.parse("binary-cross-entropy shape=2x2x2x938 fill=subnormal");
    int terms = 2 * 2 * 2 * 938;
    float sum = 0;
    for (int i = 0; i < terms; i++) {
      sum += (float) Math.log(2);
    }
    float[] honest = {sum / terms};
    assertThat(Math.abs(honest[0] - Math.log(2)) / Math.log(2)).isGreaterThan(4e-5);
    assertThat(new Oracle(problem).compare(Sample.WHOLE, List.of(honest)).passed()).isTrue();
  }
}

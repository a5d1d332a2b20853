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

  /** Beside a large sum of squares the smallest are lost, and nothing makes up for them. */
  @Test
  void longSumsMayStagnate() {
    Problem problem = Problem.parse("mean-squared-error shape=1000000");
    float[] x = problem.inputs().get(0).toFloats();
    float[] t = problem.inputs().get(1).toFloats();
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - t[i]) * (x[i] - t[i]);
    }
    double right = new Oracle(problem).results().get(0).get(0);
    assertThat(right - sum / x.length).isGreaterThan(4e-4 * right);
    assertThat(
            new Oracle(problem)
                .compare(Sample.WHOLE, List.of(new float[] {sum / x.length}))
                .passed())
        .isTrue();
  }

  /** Of squares of widely spread numbers, few matter: the others are lost one by one. */
  @Test
  void mostOfWidelySpreadTermsAreLost() {
    Problem problem = Problem.parse("layer-norm shape=3x4999 fill=wide");
    float[] x = problem.inputs().get(0).toFloats();
    float[] gamma = problem.inputs().get(1).toFloats();
    float[] beta = problem.inputs().get(2).toFloats();
    int width = 4999;
    float[] honest = new float[x.length];
    for (int row = 0; row < x.length; row += width) {
      float sum = 0;
      for (int i = 0; i < width; i++) {
        sum += x[row + i];
      }
      float mean = sum / width;
      float squares = 0;
      for (int i = 0; i < width; i++) {
        squares += (x[row + i] - mean) * (x[row + i] - mean);
      }
      float scale = (float) (1 / Math.sqrt(squares / width + 1e-5f));
      for (int i = 0; i < width; i++) {
        honest[row + i] = (x[row + i] - mean) * scale * gamma[i] + beta[i];
      }
    }
    assertThat(new Oracle(problem).compare(Sample.WHOLE, List.of(honest)).passed()).isTrue();
  }
}

package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaStreamTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void addsEveryElementOnce(int threads) {
    Problem problem = Problem.parse("add shape=5 fill=integer seed=3");
    float[] expected = new Oracle(problem, problem.inputsToLoad()).results().get(0).toFloats();
    try (JavaStream stream = new JavaStream(Device.CPU, threads);
        Execution execution = stream.prepare(problem, problem.inputsToLoad())) {
      execution.run();
      assertThat(execution.outputs()).singleElement().isEqualTo(expected);
      assertThat(stream.description().threads()).isEqualTo(threads);
    }
  }

  @Test
  void doesNothingElse() {
    try (JavaStream stream = new JavaStream(Device.CPU, 1)) {
      Problem product = RoofProblem.product(2).problem();
      assertThatThrownBy(() -> stream.prepare(product, product.inputsToLoad()))
          .isInstanceOf(UnsupportedProblemException.class);
    }
  }
}

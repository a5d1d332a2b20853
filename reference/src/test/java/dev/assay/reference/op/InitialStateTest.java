package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.init.Initializer;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitialStateTest {
  @Test
  void networksStartFromHesWeightsAndTheIdentity() {
    Network network = Architecture.parse("resnet20").network(1, new Extent(32, 32));
    List<Tensor> state = network.initialState(new Initializer.HeUniform(), 7);
    List<Network.Parameter> parameters = network.parameters();
    assertThat(state).hasSize(parameters.size() + 2 * network.normalizations().size());
    for (int i = 0; i < parameters.size(); i++) {
      Network.Parameter parameter = parameters.get(i);
      Tensor start = state.get(i);
      assertThat(start.shape()).isEqualTo(parameter.shape());
      if (parameter.shape().rank() > 1) {
        double fanIn = (double) start.size() / parameter.shape().dimension(0);
        double bound = Math.sqrt(6 / fanIn);
        assertThat(Arrays.stream(start.values()).map(Math::abs).max().orElse(9))
            .isLessThanOrEqualTo(bound)
            .isGreaterThan(0.9 * bound);
      } else {
        double expected = parameter.name().endsWith("gamma") ? 1 : 0;
        assertThat(start.values()).containsOnly(expected);
      }
    }
    assertThat(state.get(parameters.size()).values()).containsOnly(0);
    assertThat(state.get(parameters.size() + 1).values()).containsOnly(1);
    assertThat(network.initialState(new Initializer.HeUniform(), 7).get(0).values())
        .isEqualTo(state.get(0).values());
    assertThat(network.initialState(new Initializer.HeUniform(), 8).get(0).values())
        .isNotEqualTo(state.get(0).values());
  }
}

package dev.assay.adapters.djl.mxnet.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphDivergencesTest {
  @ParameterizedTest
  @FieldSource("dev.assay.adapters.djl.mxnet.symbol.GraphDivergences#ALL")
  void appliesToItsCounterexample(KnownDivergence divergence) {
    assertThat(divergence.applies()).accepts(divergence.counterexample());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inference network=between:max-pool2d,kernel=1x1 n=2",
        "inference network=between:batch-norm+relu n=2",
        "inference network=between:concat,c=12 n=2",
        "training-step network=between:relu+add n=2 until=gradients",
        "training-step network=between:concat,c=12 n=2 until=loss",
        "training-step network=between:concat n=2",
        "training-step network=between:concat,c=5 n=2",
        "add shape=2x3"
      })
  void noneWhereItIsRight(String problem) {
    assertThat(GraphDivergences.ALL)
        .filteredOn(divergence -> divergence.applies().test(Problem.parse(problem)))
        .isEmpty();
  }

  /** Of each the proof would be no more than that it is known to be wrong. */
  @Test
  void noPublishedNetworkIsConcerned() {
    for (Architecture network : Architecture.all()) {
      for (String pass : new String[] {"inference", "training-step"}) {
        Problem problem = Problem.parse(pass + " n=1 network=" + network.name());
        assertThat(GraphDivergences.ALL).noneMatch(known -> known.applies().test(problem));
      }
    }
  }
}

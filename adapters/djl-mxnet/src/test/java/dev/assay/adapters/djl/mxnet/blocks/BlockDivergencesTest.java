package dev.assay.adapters.djl.mxnet.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockDivergencesTest {

  @ParameterizedTest
  @FieldSource("dev.assay.adapters.djl.mxnet.blocks.BlockDivergences#ALL")
  void appliesToItsCounterexample(KnownDivergence divergence) {
    assertThat(divergence.applies()).accepts(divergence.counterexample());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv-transpose2d n=1 c=2 h=1 w=1 k=2 kernel=1x1",
        "conv2d n=1 c=2 h=1 w=1 k=1 kernel=1x1",
        "sigmoid shape=4624 fill=large",
        "sigmoid backward-data shape=4624 fill=integer",
      })
  void noneWhereBlocksAreRight(String problem) {
    assertThat(BlockDivergences.ALL)
        .noneMatch(divergence -> divergence.applies().test(Problem.parse(problem)));
  }
}

package dev.assay.adapters.djl.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import org.junit.jupiter.api.Test;

class PyTorchBackendTest {
  private static final KnownDivergence PADDING_COUNTED = PyTorchBackend.PADDING_COUNTED;

  @Test
  void paddingIsCountedWhereItShouldNotBe() {
    assertThat(PADDING_COUNTED.applies()).accepts(PADDING_COUNTED.counterexample());
  }

  @Test
  void averagesWithoutPaddingOrThatCountItAreRight() {
    assertThat(PADDING_COUNTED.applies())
        .rejects(
            Problem.parse("average-pool2d n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1 count-pad=true"),
            Problem.parse("average-pool2d n=1 c=1 h=1 w=2 kernel=1x2"),
            Problem.parse("max-pool2d n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1"));
  }
}

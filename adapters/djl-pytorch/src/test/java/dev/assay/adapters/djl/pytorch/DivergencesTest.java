package dev.assay.adapters.djl.pytorch;

import static dev.assay.adapters.djl.pytorch.Divergences.PADDING_COUNTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import org.junit.jupiter.api.Test;

class DivergencesTest {

  @Test
  void paddingIsCountedWhereItShouldNotBe() {
    assertThat(PADDING_COUNTED.applies())
        .accepts(
            PADDING_COUNTED.counterexample(),
            Problem.parse("average-pool1d n=1 c=1 l=1 kernel=2 pad=1"));
  }

  @Test
  void averagesWithoutPaddingOrThatCountItAreRight() {
    assertThat(PADDING_COUNTED.applies())
        .rejects(
            Problem.parse("average-pool2d n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1 count-pad=true"),
            Problem.parse("average-pool2d n=1 c=1 h=1 w=2 kernel=1x2"),
            Problem.parse("average-pool1d n=1 c=1 l=1 kernel=2 pad=1 count-pad=true"),
            Problem.parse("max-pool2d n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1"));
  }
}

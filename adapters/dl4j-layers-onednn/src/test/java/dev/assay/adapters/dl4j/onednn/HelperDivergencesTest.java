package dev.assay.adapters.dl4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelperDivergencesTest {
  private static final KnownDivergence OTHER =
      new KnownDivergence(
          "other",
          "for a test",
          List.of(),
          Problem.parse("relu shape=1"),
          problem -> false,
          new Symptom.Garbage());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "average-pool2d backward-data n=1 c=4 h=1 w=1 kernel=2x2 stride=2x2 pad=1:0x1:0 count-pad=true",
        "average-pool1d backward-data n=1 c=17 l=3 kernel=2 stride=2 pad=0:1 count-pad=true",
      })
  void paddingIsForgotten(String problem) {
    assertThat(HelperDivergences.PADDING_NOT_COUNTED.applies()).accepts(Problem.parse(problem));
  }

  /** Neighbours that are right, or wrong for another reason. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "average-pool2d n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1 count-pad=true",
        "average-pool2d backward-data n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1",
        "average-pool2d backward-data n=1 c=1 h=2 w=2 kernel=1x2 count-pad=true",
        "average-pool1d backward-data n=1 c=1 l=2 kernel=2 pad=1 count-pad=true",
      })
  void notWhereItIsRight(String problem) {
    assertThat(HelperDivergences.PADDING_NOT_COUNTED.applies()).rejects(Problem.parse(problem));
  }

  @Test
  void whatHelpersMendIsNoneOfTheirs() {
    KnownDivergence mended =
        new KnownDivergence(
            "batch-norm-infinite-channel",
            "for a test",
            List.of(),
            Problem.parse("relu shape=1"),
            problem -> false,
            new Symptom.Garbage());

    assertThat(HelperDivergences.instead(List.of(OTHER, mended)))
        .containsExactly(OTHER, HelperDivergences.PADDING_NOT_COUNTED);
  }
}

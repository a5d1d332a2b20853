package dev.assay.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what ND4J computed in an emulator. */
class ArmConvolutionsTest {
  private static KnownDivergence known(String id) {
    return DivergencesTest.known(Helper.ARM_COMPUTE, id);
  }

  @ParameterizedTest
  @CsvSource({
    "conv2d n=1 c=1 h=7 w=7 k=1 kernel=3x3 dilation=2x2, 8",
    "conv2d n=1 c=2 h=9 w=9 k=2 kernel=3x3 dilation=2x2 pad=2x2, 64",
    "conv2d n=2 c=2 h=9 w=9 k=2 kernel=3x3 dilation=3x3 stride=2x2 pad=2x2, 48",
    "conv2d n=1 c=1 h=1 w=12 k=1 kernel=1x3 dilation=1x2 stride=1x3 pad=0x2 bias=true, 1",
    "conv2d n=1 c=1 h=1 w=5 k=1 kernel=1x3 dilation=1x4 pad=0x4, 4",
    "conv2d n=1 c=1 h=3 w=5 k=1 kernel=2x3 dilation=1x4 pad=1x4 bias=true, 16",
    "conv1d n=2 c=1 l=12 k=2 kernel=3 dilation=3 stride=2 bias=true, 8",
    "conv-transpose2d backward n=1 c=2 h=4 w=4 k=2 kernel=3x3 dilation=2x2, 24",
    "conv-transpose2d backward-data n=2 c=2 h=5 w=9 k=3 kernel=3x2 dilation=2x2 stride=2x1"
        + " pad=1x0, 52",
  })
  void theLastRowsAndColumnsOfWhatIsDilatedAreZero(String text, int zeros) {
    KnownDivergence known = known("dilated-convolution-cut-off");
    Problem problem = Problem.parse(text);

    assertThat(known.applies()).accepts(problem);
    assertThat(known.symptoms().of(problem, problem::inputs))
        .singleElement()
        .isInstanceOfSatisfying(
            Symptom.Part.class,
            part -> {
              assertThat(part.elements().cardinality()).isEqualTo(zeros);
              assertThat(part.elements().get(0)).isFalse();
              assertThat(part.symptom()).isEqualTo(new Symptom.Scaled(0));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv-transpose2d n=1 c=1 h=5 w=5 k=1 kernel=2x2 pad=2x2",
        "conv-transpose2d n=1 c=1 h=7 w=7 k=1 kernel=3x3 pad=1x3",
        "conv2d backward-data n=1 c=2 h=5 w=5 k=2 kernel=1x1 pad=1x1",
      })
  void paddingsAsWideAsTheKernelSpoilWhatIsTransposed(String text) {
    assertThat(known("transposed-convolution-wide-padding").applies()).accepts(Problem.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv2d n=1 c=1 h=5 w=5 k=1 kernel=3x3 dilation=2x2",
        "conv2d n=1 c=1 h=3 w=3 k=1 kernel=2x2 pad=2x2",
        "conv2d n=1 c=4 h=7 w=7 k=4 kernel=3x3 dilation=2x2 groups=4",
        "conv2d backward n=1 c=2 h=7 w=7 k=2 kernel=2x2 dilation=2x2",
        "conv2d backward-data n=1 c=2 h=9 w=9 k=2 kernel=3x3 dilation=2x2 pad=2x2",
        "conv2d backward-weights n=1 c=2 h=5 w=5 k=2 kernel=2x2 pad=2x2 dilation=2x2",
        "conv3d n=1 c=1 d=5 h=5 w=5 k=1 kernel=2x2x2 dilation=2x2x2",
        "conv-transpose2d n=1 c=2 h=4 w=4 k=2 kernel=3x3 dilation=2x2 pad=2x2",
        "conv-transpose2d n=1 c=1 h=7 w=7 k=1 kernel=3x3 pad=2x2 stride=2x2",
      })
  void whatIsRightIsNotKnownToBeWrong(String text) {
    assertThat(ArmConvolutions.ALL).noneMatch(known -> known.applies().test(Problem.parse(text)));
  }
}

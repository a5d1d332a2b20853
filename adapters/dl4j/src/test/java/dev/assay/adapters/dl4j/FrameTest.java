package dev.assay.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final int VALID = 0;
  private static final int SAME = 1;

  @Test
  void symmetricPaddingIsNd4jsOwn() {
    assertThat(convolution("h=8 w=8 kernel=3x3 pad=1x2"))
        .isEqualTo(new Frame(VALID, 1, 2, Padding.NONE, false));
  }

  @Test
  void aRowThatNoWindowReadsNeedsNoPadding() {
    assertThat(convolution("h=5 w=5 kernel=2x2 stride=2x2 pad=1:0x1:0"))
        .isEqualTo(new Frame(VALID, 1, 1, Padding.NONE, true));
  }

  @Test
  void oneMoreRowAtTheEndIsModeSame() {
    assertThat(convolution("h=5 w=5 kernel=2x2 pad=0:1x0:1"))
        .isEqualTo(new Frame(SAME, 0, 0, Padding.NONE, false));
  }

  @Test
  void oneMoreRowAtTheStartIsABorder() {
    assertThat(convolution("h=5 w=5 kernel=2x2 pad=1:0x1:0"))
        .isEqualTo(new Frame(VALID, 0, 0, new Padding(1, 0, 1, 0), false));
  }

  @Test
  void theBorderEndsWithTheLastWindow() {
    assertThat(convolution("h=5 w=5 kernel=3x3 stride=3x3 pad=2:4x0:5"))
        .isEqualTo(new Frame(VALID, 0, 0, new Padding(2, 2, 0, 4), false));
  }

  @Test
  void aKernelLargerThanWhatItsUpperPaddingGivesOnBothSidesIsNotValid() {
    assertThat(convolution("h=1 w=1 kernel=3x3 stride=4x4 pad=0:2x0:2").hasBorder()).isTrue();
  }

  @Test
  void aPartialWindowIsModeSame() {
    MaxPool2d pool =
        (MaxPool2d)
            Problem.parse("max-pool2d n=1 c=1 h=5 w=5 kernel=2x2 stride=2x2 rounding=up")
                .operation();

    assertThat(
            Frame.of(
                new Extent(5, 5), pool.kernel(), pool.stride(), pool.pad(), pool.outputShape()))
        .isEqualTo(new Frame(SAME, 0, 0, Padding.NONE, false));
  }

  /** By ND4J's own formulas for how many windows there are and where the first one starts. */
  @Test
  void windowsStartWhereTheyBelongAndAllAreThere() {
    for (int h = 1; h <= 7; h++) {
      for (int kernel = 1; kernel <= 4; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int before = 0; before <= 3; before++) {
            for (int after = 0; after <= 3; after++) {
              if (kernel <= h + before + after) {
                check(h, kernel, stride, before, after);
              }
            }
          }
        }
      }
    }
  }

  private static void check(int h, int kernel, int stride, int before, int after) {
    String problem =
        String.format(
            "h=%1$d w=%1$d kernel=%2$dx%2$d stride=%3$dx%3$d pad=%4$d:%5$dx%4$d:%5$d",
            h, kernel, stride, before, after);
    Frame frame = convolution(problem);

    int rows = h + frame.border().top() + frame.border().bottom();
    int same = (h + stride - 1) / stride;
    int windows = frame.mode() == SAME ? same : (rows + 2 * frame.top() - kernel) / stride + 1;
    int padding = frame.mode() == SAME ? ((same - 1) * stride + kernel - h) / 2 : frame.top();

    assertThat(windows).as(problem).isEqualTo((h + before + after - kernel) / stride + 1);
    assertThat(padding + frame.border().top()).as(problem).isEqualTo(before);
  }

  private static Frame convolution(String parameters) {
    Conv2d conv = (Conv2d) Problem.parse("conv2d n=1 c=1 k=1 " + parameters).operation();
    return Frame.of(
        new Extent(conv.h(), conv.w()),
        conv.kernel(),
        conv.stride(),
        conv.pad(),
        conv.outputShape());
  }
}

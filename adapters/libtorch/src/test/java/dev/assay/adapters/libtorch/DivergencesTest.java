package dev.assay.adapters.libtorch;

import static dev.assay.adapters.libtorch.Divergences.CONVOLUTION_SKIPS_ROWS;
import static dev.assay.adapters.libtorch.Divergences.GROUP_NORM_IN_ONE_PASS;
import static dev.assay.adapters.libtorch.Divergences.GROUP_NORM_OF_ONE;
import static dev.assay.adapters.libtorch.Divergences.INSTANCE_NORM_OF_ONE_IMAGE;
import static dev.assay.adapters.libtorch.Divergences.PARTIAL_BLOCKS_WHERE_CACHES_ARE_HIDDEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Symptom;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class DivergencesTest {

  /** Measured with PyTorch 2.10.0: those accepted are wrong, those rejected right. */
  @Test
  void instanceNormTakesTheGradientOfOneImageInTheWrongOrder() {
    assertThat(INSTANCE_NORM_OF_ONE_IMAGE.applies())
        .accepts(
            INSTANCE_NORM_OF_ONE_IMAGE.counterexample(),
            Problem.parse("instance-norm backward-data shape=1x3x2x2"),
            Problem.parse("instance-norm backward shape=1x16x3x3"))
        .rejects(
            Problem.parse("instance-norm shape=1x3x2x2"),
            Problem.parse("instance-norm backward-data shape=2x3x2x2"),
            Problem.parse("instance-norm backward-data shape=1x1x2x2"),
            Problem.parse("instance-norm backward-data shape=1x3x1x1"),
            Problem.parse("instance-norm backward-data shape=1x3x4"));
  }

  /** In any order, four numbers up to 3 add up to no more than 12, where −12 may be right. */
  @Test
  void gradientsInTheWrongOrderAreNoLargerThanTheirNumbersAllow() {
    Problem problem = Problem.parse("instance-norm backward-weights shape=1x2x2x2");
    Tensor images = Tensor.of(Shape.of(1, 2, 2, 2), 1, -2, 3, 0, 0, 0, 0, -3);
    Tensor channels = Tensor.of(Shape.of(2), 1, 1);

    assertThat(
            INSTANCE_NORM_OF_ONE_IMAGE
                .symptoms()
                .of(problem, () -> List.of(images, channels, channels, images)))
        .containsExactly(new Symptom.Inexact(24, 0));
  }

  /** Measured with PyTorch 2.10.0: of those accepted some are wrong, those rejected are right. */
  @Test
  void someGradientsOfOneColumnLackRows() {
    assertThat(CONVOLUTION_SKIPS_ROWS.applies())
        .accepts(
            CONVOLUTION_SKIPS_ROWS.counterexample(),
            Problem.parse(
                "conv-transpose2d backward n=1 c=2 h=2 w=1 k=1 kernel=4x4 stride=1x2 output-pad=0x1"),
            Problem.parse("conv-transpose2d backward n=1 c=2 h=2 w=1 k=1 kernel=4x4 stride=1x3"))
        .rejects(
            Problem.parse("conv-transpose2d n=2 c=2 h=2 w=1 k=1 kernel=1x5 stride=1x2"),
            Problem.parse(
                "conv-transpose2d backward-data n=1 c=2 h=2 w=1 k=1 kernel=1x5 stride=1x2"),
            Problem.parse(
                "conv-transpose2d backward-data n=2 c=2 h=2 w=2 k=1 kernel=1x5 stride=1x2"),
            Problem.parse(
                "conv-transpose2d backward-data n=2 c=2 h=2 w=1 k=2 kernel=1x5 stride=1x2"),
            Problem.parse(
                "conv-transpose2d backward-data n=2 c=2 h=2 w=1 k=1 kernel=1x5 stride=2x2"));
  }

  @Test
  void theOtherGradientsLackNone() {
    Problem problem =
        Problem.parse(
            "conv-transpose2d backward n=2 c=2 h=2 w=1 k=1 kernel=1x5 stride=1x2 bias=true");

    assertThat(CONVOLUTION_SKIPS_ROWS.symptoms().of(problem, problem::inputs))
        .singleElement()
        .isInstanceOfSatisfying(
            Symptom.Part.class,
            part -> {
              assertThat(part.result()).isZero();
              assertThat(part.elements().cardinality()).isEqualTo(2 * 2 * 2);
            });
  }

  /** Measured with PyTorch 2.10.0 and AVX2: of those accepted some are wrong. */
  @Test
  void whereCachesAreHiddenBlocksThatAreNotFullLoseWeightsWithAvx2() {
    assertThat(PARTIAL_BLOCKS_WHERE_CACHES_ARE_HIDDEN.applies())
        .accepts(
            PARTIAL_BLOCKS_WHERE_CACHES_ARE_HIDDEN.counterexample(),
            Problem.parse("conv1d n=1 c=1 l=4 k=1 kernel=4"),
            Problem.parse("conv2d backward-data n=8 c=17 h=18 w=18 k=17 kernel=3x3 groups=17"),
            Problem.parse("conv-transpose2d backward n=1 c=33 h=5 w=2 k=33 kernel=4x4"),
            Problem.parse("training-step network=lenet5 n=1"))
        .rejects(
            Problem.parse("conv2d backward-data n=1 c=32 h=4 w=4 k=16 kernel=3x3"),
            Problem.parse("conv3d n=1 c=32 d=4 h=4 w=4 k=32 kernel=2x2x2 groups=2"),
            Problem.parse("conv2d backward-weights n=1 c=1 h=4 w=4 k=1 kernel=4x4"));
  }

  @Test
  void groupNormOfImagesTakesItsVarianceInOnePass() {
    assertThat(GROUP_NORM_IN_ONE_PASS.applies())
        .accepts(GROUP_NORM_IN_ONE_PASS.counterexample())
        .rejects(Problem.parse("group-norm shape=1x2x2 groups=2"));
  }

  /** Half of a result is a failure, unless the values of a group are as good as the same. */
  @Test
  void onePassLosesLittleOfValuesThatDiffer() {
    Problem varied = Problem.parse("group-norm shape=2x8x8x8 groups=2");
    Problem equal = Problem.parse("group-norm shape=1x1x1x2 groups=1");
    Tensor thousands = Tensor.of(Shape.of(1, 1, 1, 2), 1000, 1000);

    assertThat(GROUP_NORM_IN_ONE_PASS.symptoms().of(varied, varied::inputs))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.type(Symptom.Inexact.class))
        .matches(off -> off.absolute() == 0 && off.relative() > 2e-5 && off.relative() < 3e-5);
    assertThat(GROUP_NORM_IN_ONE_PASS.symptoms().of(equal, () -> List.of(thousands)))
        .containsExactly(new Symptom.Inexact(0, 1));
  }

  @Test
  void gradientsOfGroupsOfOneElementAreNotQuiteZero() {
    assertThat(GROUP_NORM_OF_ONE.applies())
        .accepts(
            GROUP_NORM_OF_ONE.counterexample(),
            Problem.parse("group-norm backward shape=24x6 groups=6 fill=wide"))
        .rejects(
            Problem.parse("group-norm backward shape=24x6 groups=3 fill=wide"),
            Problem.parse("group-norm backward-data shape=777x1 groups=1"),
            Problem.parse("group-norm backward-weights shape=777x1 groups=1 fill=wide"));
  }

  @Test
  void channelsLastHaveMoreOfThem() {
    assertThat(Divergences.here(Layout.CHANNELS_LAST))
        .containsAll(Divergences.here(Layout.CONTIGUOUS))
        .contains(INSTANCE_NORM_OF_ONE_IMAGE, GROUP_NORM_IN_ONE_PASS);
    assertThat(Divergences.here(Layout.CONTIGUOUS))
        .contains(GROUP_NORM_OF_ONE)
        .doesNotContain(INSTANCE_NORM_OF_ONE_IMAGE, GROUP_NORM_IN_ONE_PASS);
  }
}

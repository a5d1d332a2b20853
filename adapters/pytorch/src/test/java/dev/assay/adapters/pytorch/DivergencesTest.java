package dev.assay.adapters.pytorch;

import static dev.assay.adapters.pytorch.Divergences.WEIGHTS_DROPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.HiddenCaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergencesTest {

  @TempDir Path root;

  @Test
  void weightsAreDroppedFromBlocksThatAreNotFull() {
    assertThat(WEIGHTS_DROPPED.applies())
        .accepts(
            WEIGHTS_DROPPED.counterexample(),
            Problem.parse("conv2d n=3 c=33 h=3 w=3 k=16 kernel=2x2 pad=2x2"),
            Problem.parse("conv1d n=1 c=1 l=4 k=1 kernel=4"))
        .rejects(
            Problem.parse("conv1d n=1 c=1 l=4 k=1 kernel=1"),
            Problem.parse("conv2d n=3 c=32 h=3 w=3 k=16 kernel=2x2 pad=2x2"),
            Problem.parse("conv2d n=3 c=33 h=3 w=3 k=7 kernel=1x1"),
            Problem.parse("conv2d n=3 c=8 h=3 w=3 k=8 kernel=3x3 groups=8"),
            Problem.parse("conv2d backward-weights n=1 c=1 h=4 w=4 k=1 kernel=4x4"));
  }

  /** Measured: those accepted are wrong on PyTorch 2.7.1, those rejected right. */
  @Test
  void networksWithPartialBlocksInside() {
    assertThat(Divergences.WEIGHTS_DROPPED_IN_NETWORK.applies())
        .accepts(
            Divergences.WEIGHTS_DROPPED_IN_NETWORK.counterexample(),
            Problem.parse("inference network=googlenet n=1 size=64x64"),
            Problem.parse("training-step network=lenet5 n=3"))
        .rejects(
            Problem.parse("inference network=resnet20 n=4 size=16x16"),
            Problem.parse("training-step network=resnet20 n=2 size=16x16"),
            Problem.parse("training-step network=resnet18 n=2 size=64x64"),
            Problem.parse("training-step network=resnet18-lecture n=1"),
            Problem.parse("training-step network=alexnet n=1 size=67x67"),
            WEIGHTS_DROPPED.counterexample());
  }

  /** Measured: those accepted end the process, those rejected are right. */
  @Test
  void stridedPointwiseConvolutionsOfManyChannelsDivideByZero() {
    assertThat(Divergences.DIVISION_BY_ZERO.applies())
        .accepts(
            Divergences.DIVISION_BY_ZERO.counterexample(),
            Problem.parse("conv2d backward-data n=1 c=512 h=28 w=28 k=1024 kernel=1x1 stride=2x2"))
        .rejects(
            Problem.parse("conv2d backward-data n=1 c=128 h=28 w=28 k=1024 kernel=1x1 stride=2x2"),
            Problem.parse("conv2d backward-data n=2 c=512 h=4 w=4 k=512 kernel=1x1 stride=2x2"),
            Problem.parse("conv2d backward-data n=1 c=1024 h=4 w=4 k=2048 kernel=1x1"));
    assertThat(ofNetwork("resnet50")).containsExactly(new Symptom.Dies());
    assertThat(ofNetwork("resnet18")).isEmpty();
  }

  private static List<Symptom> ofNetwork(String name) {
    Problem step = Problem.parse("training-step n=2 size=64x64 network=" + name);
    return Divergences.DIVISION_BY_ZERO.symptomsOf(step, List::of);
  }

  @Test
  void gradientsOfRowsOfOneElementAreNotQuiteZero() {
    assertThat(Divergences.LAYER_NORM_OF_ONE.applies())
        .accepts(
            Divergences.LAYER_NORM_OF_ONE.counterexample(),
            Problem.parse("layer-norm backward-data shape=3x1 fill=large"),
            Problem.parse("layer-norm backward-data shape=3x1 fill=wide"))
        .rejects(
            Problem.parse("layer-norm backward-data shape=1x3 fill=large"),
            Problem.parse("layer-norm backward-data shape=1"),
            Problem.parse("layer-norm backward-weights shape=1 fill=large"));
  }

  @Test
  void onlyAnAmdProcessorWhoseCachesLinuxDoesNotKnowHidesThem() throws IOException {
    assertThat(HiddenCaches.under(root)).isFalse();

    Path processors = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0"));
    Path info = Files.createDirectories(root.resolve("proc")).resolve("cpuinfo");
    Files.writeString(info, "vendor_id\t: AuthenticAMD\n");
    assertThat(HiddenCaches.under(root)).isTrue();

    Files.writeString(info, "vendor_id\t: GenuineIntel\n");
    assertThat(HiddenCaches.under(root)).isFalse();

    Files.writeString(info, "vendor_id\t: AuthenticAMD\n");
    Files.createDirectory(processors.resolve("cache"));
    assertThat(HiddenCaches.under(root)).isFalse();
  }
}

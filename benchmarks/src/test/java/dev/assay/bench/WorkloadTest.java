package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
  private static final List<Direction> BOTH = List.of(Direction.FORWARD, Direction.BACKWARD);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  /** Each layer takes what the one before it gives; a projection bypasses its stage's first. */
  @ParameterizedTest
  @ValueSource(strings = {"alexnet", "vgg16", "resnet18"})
  void sizesChain(String network) {
    Shape given = null;
    Shape taken = null;
    for (WorkloadProblem layer : Workload.of(network).problems(2, List.of(Direction.FORWARD))) {
      Operation operation = layer.problem().operation();
      Shape input = operation.operands().get(0).shape();
      Shape output = operation.outputShape();
      if (layer.layer().endsWith("_projection")) {
        assertThat(input).as(layer.layer()).isEqualTo(taken);
        assertThat(output).as(layer.layer()).isEqualTo(given);
      } else {
        if (given != null) {
          assertThat(input).as(layer.layer()).isEqualTo(given);
        }
        taken = input;
        given = output;
      }
      if (layer.count() > 1) {
        assertThat(output).as(layer.layer()).isEqualTo(input);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet, 1x3x227x227, 1x256x6x6",
    "vgg16, 1x3x224x224, 1x512x7x7",
    "resnet18, 1x3x224x224, 1x512x1x1"
  })
  void theNetworkBeginsWithTheImageAndEndsBeforeTheClassifier(
      String network, String image, String features) {
    List<WorkloadProblem> layers = Workload.of(network).problems(1, List.of(Direction.FORWARD));
    Operation first = layers.get(0).problem().operation();
    Operation last = layers.get(layers.size() - 1).problem().operation();

    assertThat(first.operands().get(0).shape()).hasToString(image);
    assertThat(last.outputShape()).hasToString(features);
  }

  @Test
  void theConvolutionsOfAlexNetHaveTheirParameters() {
    assertThat(parameters("alexnet"))
        .containsExactly(34_944L, 614_656L, 885_120L, 1_327_488L, 884_992L);
  }

  @Test
  void theConvolutionsOfVgg16HaveTheirParameters() {
    assertThat(parameters("vgg16"))
        .containsExactly(
            1_792L,
            36_928L,
            73_856L,
            147_584L,
            295_168L,
            2 * 590_080L,
            1_180_160L,
            2 * 2_359_808L,
            3 * 2_359_808L);
    long dense = 102_764_544 + 16_781_312 + 4_097_000;
    assertThat(sum(parameters("vgg16")) + dense).isEqualTo(138_357_544);
  }

  @Test
  void theConvolutionsOfResNet18MakeUpItsParametersWithNormalisationAndClassifier() {
    long normalisation =
        layers("resnet18").stream()
            .mapToLong(l -> 2L * l.count() * ((Conv2d) l.problem().operation()).k())
            .sum();
    long dense = 513_000;
    assertThat(sum(parameters("resnet18")) + normalisation + dense).isEqualTo(11_689_512);
  }

  private static List<WorkloadProblem> layers(String network) {
    return Workload.of(network).problems(1, List.of(Direction.FORWARD)).stream()
        .filter(layer -> layer.problem().operation() instanceof Conv2d)
        .toList();
  }

  private static List<Long> parameters(String network) {
    return layers(network).stream()
        .map(
            layer ->
                layer.count()
                    * layer.problem().operation().operands().stream()
                        .filter(operand -> operand.role() == Operand.Role.PARAMETER)
                        .mapToLong(operand -> operand.shape().size())
                        .sum())
        .toList();
  }

  private static long sum(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void aLayerWithoutParametersGoesBackToItsData() {
    assertThat(Workload.of("resnet18").problems(4, BOTH).stream().map(l -> l.problem().toString()))
        .hasSize(26)
        .startsWith(
            "conv2d n=4 c=3 h=224 w=224 k=64 kernel=7x7 stride=2x2 pad=3x3",
            "conv2d backward n=4 c=3 h=224 w=224 k=64 kernel=7x7 stride=2x2 pad=3x3",
            "max-pool2d n=4 c=64 h=112 w=112 kernel=3x3 stride=2x2 pad=1x1",
            "max-pool2d backward-data n=4 c=64 h=112 w=112 kernel=3x3 stride=2x2 pad=1x1");
    assertThat(Workload.of("resnet18").problems(4, List.of(Direction.BACKWARD_WEIGHTS)))
        .hasSize(11);
  }

  @Test
  void equalProblemsAreTimedOnce() {
    List<WorkloadProblem> layers = new ArrayList<>(Workload.of("vgg16").problems(1, BOTH));
    layers.addAll(
        Workload.parse("mine", "mine", "a 2 linear in=3 out=4\nb 1 linear in=3 out=4")
            .problems(1, BOTH));

    assertThat(WorkloadProblem.distinct(layers)).hasSize(layers.size() - 2).doesNotHaveDuplicates();
  }

  @Test
  void aUsersFileIsNamedAfterIt() throws Exception {
    Path file = folder.resolve("my.net.txt");
    Files.writeString(
        file,
        "# mine\n\n  a 2 conv2d c=3 h=9 w=9 k=4 kernel=3x3 seed=7\n\tb\t1\tlinear in=8 out=2\n");

    Workload workload = Workload.of(file.toString());

    assertThat(workload.name()).isEqualTo("my.net");
    assertThat(workload.problems(5, List.of(Direction.BACKWARD_DATA)))
        .containsExactly(
            new WorkloadProblem(
                "my.net",
                "a",
                2,
                Problem.parse("conv2d backward-data n=5 c=3 h=9 w=9 k=4 kernel=3x3 seed=7")),
            new WorkloadProblem(
                "my.net", "b", 1, Problem.parse("linear backward-data n=5 in=8 out=2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conv1 conv2d c=3 | 'conv1 conv2d c=3' is not: layer count operation parameters, like: conv1 1",
        "conv1 0 conv2d c=3 | is not: layer count operation parameters",
        "conv1 1 conv2d c=3 h=9 w=9 k=4 | conv2d needs kernel=…",
        "conv1 1 conv4d c=3 | unknown operation 'conv4d'; did you mean conv1d or conv2d or conv3d?",
        "conv1 1 conv2d n=2 c=3 h=9 w=9 k=4 kernel=3x3 | leave out 'n=2'",
        "conv1 1 conv2d backward c=3 h=9 w=9 k=4 kernel=3x3 | leave out 'backward'",
        "relu 1 relu shape=2x3 | relu has no batch size (n=)",
        "conv1 1 conv2d c=3 h=2 w=2 k=4 kernel=3x3 | larger than the padded input",
      })
  void aMistakeIsNamedWithItsLine(String line, String message) {
    assertThatThrownBy(() -> Workload.parse("net", "net.txt", "# first line\n" + line))
        .isInstanceOf(InvalidWorkloadException.class)
        .hasMessageStartingWith("net.txt, line 2: ")
        .hasMessageContaining(message);
  }

  @Test
  void twoOfOneNameCannotBeToldApart() throws Exception {
    String layer = "a 1 linear in=3 out=4\n";
    assertThatThrownBy(
            () -> Workload.parse("net", "net.txt", layer + "b 1 linear in=3 out=4\n" + layer))
        .hasMessage(
            "net.txt, line 3: there is a layer 'a' already; give this one another name, or the"
                + " other a count of more");
    String file = Files.writeString(folder.resolve("vgg16.txt"), layer).toString();
    assertThat(Workload.of(List.of("resnet18", file)))
        .extracting(Workload::name)
        .containsExactly("resnet18", "vgg16");
    assertThatThrownBy(() -> Workload.of(List.of("vgg16", file)))
        .isInstanceOf(InvalidWorkloadException.class)
        .hasMessage("'vgg16' and '" + file + "' are both called vgg16; give a file another name");
  }

  @Test
  void anAbsentOrEmptyOrUnreadableWorkloadIsSaidSo() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "# nothing\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> Workload.of("resnet19"))
        .hasMessage("'resnet19' is no file and no network; did you mean resnet18?");
    assertThatThrownBy(() -> Workload.of("mine"))
        .hasMessage("'mine' is no file and no network; 'assay networks' lists those there are");
    assertThatThrownBy(() -> Workload.of(empty.toString()))
        .hasMessageContaining("empty has no layers; write one a line, like: conv1 1 conv2d");
    assertThatThrownBy(() -> Workload.of(binary.toString()))
        .hasMessageEndingWith("it must be a readable text file in UTF-8");
    assertThatThrownBy(() -> Workload.of(folder.toString()))
        .hasMessageEndingWith("it must be a readable text file in UTF-8");
    for (String noFile : List.of("", "/", "a\0b")) {
      assertThatThrownBy(() -> Workload.of(noFile)).isInstanceOf(InvalidWorkloadException.class);
    }
  }
}

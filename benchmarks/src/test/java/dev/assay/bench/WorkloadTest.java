package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** Nothing is lost or counted twice where equal layers become one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet5",
        "alexnet",
        "alexnet-2012",
        "zfnet",
        "vgg16",
        "googlenet",
        "resnet18",
        "resnet20",
        "resnet50"
      })
  void theLayersOfANetworkAddUpToIt(String name) {
    Architecture architecture = Architecture.parse(name);
    Network network = architecture.network(2, architecture.size());

    List<WorkloadProblem> layers = Workload.of(name, 2).problems(List.of(Direction.FORWARD));

    assertThat(WorkloadProblem.distinct(layers)).hasSameSizeAs(layers);
    assertThat(layers.stream().mapToLong(l -> l.count() * parameters(l.problem())).sum())
        .isEqualTo(network.parameterCount());
    assertThat(layers.stream().mapToDouble(l -> l.count() * l.problem().cost().flops()).sum())
        .isEqualTo(
            network.nodes().stream()
                .map(Network.Node::operation)
                .filter(layer -> !(layer instanceof Flatten || layer instanceof Concat))
                .mapToDouble(Operation::forwardFlops)
                .sum());
  }

  private static long parameters(Problem problem) {
    return problem.operation().operands().stream()
        .filter(operand -> operand.role() == Operand.Role.PARAMETER)
        .mapToLong(operand -> operand.shape().size())
        .sum();
  }

  @Test
  void equalLayersBearTheNameOfTheFirst() {
    assertThat(Workload.of("vgg16", 1).problems(List.of(Direction.BACKWARD_WEIGHTS)))
        .extracting(WorkloadProblem::layer, WorkloadProblem::count)
        .containsExactly(
            tuple("block1_conv1", 1),
            tuple("block1_conv2", 1),
            tuple("block2_conv1", 1),
            tuple("block2_conv2", 1),
            tuple("block3_conv1", 1),
            tuple("block3_conv2", 2),
            tuple("block4_conv1", 1),
            tuple("block4_conv2", 2),
            tuple("block5_conv1", 3),
            tuple("fc1", 1),
            tuple("fc2", 1),
            tuple("predictions", 1));
  }

  /** A network flattens and concatenates as it writes, and hands on the gradient of a sum. */
  @Test
  void whatComputesNothingIsNoLayer() {
    assertThat(Workload.of("googlenet", 1).problems(BOTH))
        .extracting(layer -> layer.problem().operation().name())
        .doesNotContain("flatten", "concat");
    assertThat(Workload.of("resnet18", 1).problems(BOTH))
        .filteredOn(layer -> layer.problem().operation() instanceof Add)
        .hasSize(4)
        .allMatch(layer -> layer.problem().direction() == Direction.FORWARD);
  }

  @Test
  void aLayerWithoutParametersGoesBackToItsData() {
    assertThat(Workload.of("resnet18", 4).problems(BOTH).stream().map(l -> l.problem().toString()))
        .startsWith(
            "conv2d n=4 c=3 h=224 w=224 k=64 kernel=7x7 stride=2x2 pad=3x3",
            "conv2d backward n=4 c=3 h=224 w=224 k=64 kernel=7x7 stride=2x2 pad=3x3",
            "batch-norm shape=4x64x112x112",
            "batch-norm backward shape=4x64x112x112",
            "relu shape=4x64x112x112",
            "relu backward-data shape=4x64x112x112",
            "max-pool2d n=4 c=64 h=112 w=112 kernel=3x3 stride=2x2 pad=1x1",
            "max-pool2d backward-data n=4 c=64 h=112 w=112 kernel=3x3 stride=2x2 pad=1x1");
  }

  @Test
  void equalProblemsAreTimedOnce() {
    List<WorkloadProblem> layers = new ArrayList<>(Workload.of("vgg16", 1).problems(BOTH));
    layers.addAll(
        WorkloadFile.parse("mine", "mine", "a 2 linear in=3 out=4\nb 1 linear in=3 out=4", 1)
            .problems(BOTH));

    assertThat(WorkloadProblem.distinct(layers)).hasSize(layers.size() - 2).doesNotHaveDuplicates();
  }

  @Test
  void aUsersFileIsNamedAfterIt() throws Exception {
    Path file = folder.resolve("my.net.txt");
    Files.writeString(
        file,
        "# mine\n\n  a 2 conv2d c=3 h=9 w=9 k=4 kernel=3x3 seed=7\n\tb\t1\tlinear in=8 out=2\n");

    Workload workload = Workload.of(file.toString(), 5);

    assertThat(workload.name()).isEqualTo("my.net");
    assertThat(workload.problems(List.of(Direction.BACKWARD_DATA)))
        .containsExactly(
            new WorkloadProblem(
                "my.net",
                5,
                "a",
                2,
                Problem.parse("conv2d backward-data n=5 c=3 h=9 w=9 k=4 kernel=3x3 seed=7")),
            new WorkloadProblem(
                "my.net", 5, "b", 1, Problem.parse("linear backward-data n=5 in=8 out=2")));
  }

  @Test
  void aLayerKeepsWhatItSaysOfBatchAndDirection() {
    String text =
        """
        a 1 conv2d backward-data n=16 c=3 h=9 w=9 k=4 kernel=3x3
        b 1 conv2d n=16 c=3 h=9 w=9 k=4 kernel=3x3
        c 1 conv2d backward-weights c=3 h=9 w=9 k=4 kernel=3x3
        d 3 batch-norm shape=8x4x5x5
        e 1 adam size=100 step=3
        f 1 flatten shape=2x3x4
        """;

    assertThat(
            WorkloadFile.parse("mine", "mine", text, 2).problems(BOTH).stream()
                .map(layer -> layer.layer() + " " + layer.problem()))
        .containsExactly(
            "a conv2d backward-data n=16 c=3 h=9 w=9 k=4 kernel=3x3",
            "b conv2d n=16 c=3 h=9 w=9 k=4 kernel=3x3",
            "b conv2d backward n=16 c=3 h=9 w=9 k=4 kernel=3x3",
            "c conv2d backward-weights n=2 c=3 h=9 w=9 k=4 kernel=3x3",
            "d batch-norm shape=8x4x5x5",
            "d batch-norm backward shape=8x4x5x5",
            "e adam size=100 step=3",
            "f flatten shape=2x3x4",
            "f flatten backward-data shape=2x3x4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "a 1 linear in=3 out=4                              | 2",
        "a 1 linear n=8 in=3 out=4; b 1 linear in=3 out=4   | 2",
        "a 1 linear n=8 in=3 out=4; b 1 linear n=4 in=3 out=4 | none",
        "a 1 relu shape=2x3                                 | none",
      })
  void thereIsABatchSizeWhereALayerLeavesItOpen(String lines, @Nullable Integer batch) {
    assertThat(WorkloadFile.parse("mine", "mine", lines.replace(";", "\n"), 2).problems())
        .extracting(WorkloadProblem::batch)
        .containsOnly(batch);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conv1 conv2d c=3 | 'conv1 conv2d c=3' is not: layer count problem, like: conv1 1",
        "conv1 0 conv2d c=3 | is not: layer count problem",
        "conv1 1 conv2d c=3 h=9 w=9 k=4 | conv2d needs kernel=…",
        "conv1 1 conv4d c=3 | unknown operation 'conv4d'; did you mean conv1d or conv2d or conv3d?",
        "conv1 1 conv2d forwards c=3 h=9 w=9 k=4 kernel=3x3 | direction",
        "relu 1 relu n=2 shape=2x3 | relu has no parameter 'n'",
        "conv1 1 conv2d c=3 h=2 w=2 k=4 kernel=3x3 | larger than the padded input",
      })
  void aMistakeIsNamedWithItsLine(String line, String message) {
    assertThatThrownBy(() -> WorkloadFile.parse("net", "net.txt", "# first line\n" + line, 2))
        .isInstanceOf(InvalidWorkloadException.class)
        .hasMessageStartingWith("net.txt, line 2: ")
        .hasMessageContaining(message);
  }

  @Test
  void twoOfOneNameCannotBeToldApart() throws Exception {
    String layer = "a 1 linear in=3 out=4\n";
    assertThatThrownBy(
            () ->
                WorkloadFile.parse("net", "net.txt", layer + "b 1 linear in=3 out=4\n" + layer, 2))
        .hasMessage(
            "net.txt, line 3: there is a layer 'a' already; give this one another name, or the"
                + " other a count of more");
    String file = Files.writeString(folder.resolve("vgg16.txt"), layer).toString();
    assertThat(Workload.of(List.of("resnet18", file), 2))
        .extracting(Workload::name)
        .containsExactly("resnet18", "vgg16");
    assertThatThrownBy(() -> Workload.of(List.of("vgg16", file), 2))
        .isInstanceOf(InvalidWorkloadException.class)
        .hasMessage("'vgg16' and '" + file + "' are both called vgg16; give a file another name");
  }

  @Test
  void anAbsentOrEmptyOrUnreadableWorkloadIsSaidSo() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "# nothing\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> Workload.of("resnet19", 2))
        .hasMessage("'resnet19' is no file and no network; did you mean resnet18?");
    assertThatThrownBy(() -> Workload.of("mine", 2))
        .hasMessage("'mine' is no file and no network; 'assay networks' lists those there are");
    assertThatThrownBy(() -> Workload.of(empty.toString(), 2))
        .hasMessageContaining("empty has no layers; write one a line, like: conv1 1 conv2d");
    assertThatThrownBy(() -> Workload.of(binary.toString(), 2))
        .hasMessageEndingWith("it must be a readable text file in UTF-8");
    assertThatThrownBy(() -> Workload.of(folder.toString(), 2))
        .hasMessageEndingWith("it must be a readable text file in UTF-8");
    for (String noFile : List.of("", "/", "a\0b")) {
      assertThatThrownBy(() -> Workload.of(noFile, 2)).isInstanceOf(InvalidWorkloadException.class);
    }
  }
}

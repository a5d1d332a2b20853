package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.weights.SafetensorsWriter;
import dev.assay.verify.OracleBackend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A network's commands, on LeNet-5 and images of noise. */
class NetworkCommandsTest {
  private static final int IMAGES = 5;
  private static final int SIDE = 28;

  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @RegisterExtension final Installation installation = new Installation(user, () -> folder);

  @BeforeEach
  void installBackend() throws IOException {
    installation.backend("honest", OracleBackend.class);
    byte[] noise = new byte[IMAGES * SIDE * SIDE];
    new Random(1).nextBytes(noise);
    write("images", noise, IMAGES, SIDE, SIDE);
    write("labels", new byte[] {3, 1, 4, 1, 5}, IMAGES);
  }

  private void write(String name, byte[] elements, int... dimensions) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + elements.length);
    bytes.putInt(0x800 + dimensions.length);
    Arrays.stream(dimensions).forEach(bytes::putInt);
    Files.write(folder.resolve(name), bytes.put(elements).array());
  }

  private String weights() {
    Network network = Architecture.parse("lenet5").network(1, new Extent(32, 32));
    SafetensorsWriter writer = new SafetensorsWriter();
    List<Tensor> state = network.initialState(2);
    for (int i = 0; i < state.size(); i++) {
      String name = network.parameters().get(i).name();
      writer.add(name.replace(" weights", ".weight").replace(" bias", ".bias"), state.get(i));
    }
    return writer.write(folder.resolve("lenet5.safetensors")).toString();
  }

  /** Calls a command on these images. */
  private int assay(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--network", "lenet5"));
    arguments.addAll(List.of("--images", folder.resolve("images").toString()));
    arguments.addAll(List.of("--labels", folder.resolve("labels").toString()));
    return user.assay(command, arguments.toArray(String[]::new));
  }

  @Test
  void anHonestBackendClassifiesAsTheReferenceDoes() {
    int code = assay("classify --border 2 --batch 2 --weights", weights());
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("reference ", "honest ", "5 of 5").doesNotContain("wrong");
  }

  @Test
  void oneImageIsShownWithItsLikeliestClasses() {
    int code = assay("classify --border 2 --show 2 --top 3 --weights", weights());
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output())
        .contains("images: class 4")
        .containsPattern("honest +class \\d .*%, .*%, ");
  }

  @Test
  void anHonestBackendTrainsAsTheReferenceDoes() {
    int code = assay("train --border 2 --batch 2 --steps 3");
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("   3  ", "every step right");
  }

  @Test
  void trainingCanDoWithoutTheReference() {
    int code = assay("train --border 2 --batch 2 --steps 2 --no-reference");
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("loss from").doesNotContain("reference");
  }

  @Test
  void whatDoesNotFitIsSaidInOneLine() throws IOException {
    String weights = weights();
    assertThat(assay("classify --weights", weights)).isEqualTo(ExitCode.USAGE);
    assertThat(assay("train --border 2 --batch 6")).isEqualTo(ExitCode.USAGE);
    assertThat(assay("train --border 2 --batch 2 --steps 1000000000")).isEqualTo(ExitCode.USAGE);
    assertThat(assay("classify --weights nowhere --border 2")).isEqualTo(ExitCode.DATA);
    assertThat(assay("classify --border 2 --weights", folder.toString())).isEqualTo(ExitCode.DATA);
    assertThat(assay("classify --mean 0,1 --weights", weights)).isEqualTo(ExitCode.USAGE);
    write("labels", new byte[] {3, 1, 4, 1, 10}, IMAGES);
    assertThat(assay("train --border 2 --batch 2")).isEqualTo(ExitCode.DATA);
    assertThat(user.errors())
        .contains("assay: lenet5: ")
        .contains("--batch=6 is more than the 5 images")
        .contains("GiB of heap are needed for 1000000000 steps of 'training-step")
        .contains("cannot read nowhere; there is no such file")
        .contains("cannot read " + folder + "; it is a folder")
        .contains("2 means and 1 deviations")
        .contains("lenet5 tells 10 classes apart")
        .doesNotContain("Exception");
  }
}

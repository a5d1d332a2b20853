package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.init.Initializer;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.weights.SafetensorsWriter;
import dev.assay.verify.ForgetfulBackend;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.RacingBackend;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
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

  private String weights() throws IOException {
    Network network = Architecture.parse("lenet5").network(1, new Extent(32, 32));
    SafetensorsWriter writer = new SafetensorsWriter();
    List<Tensor> state = network.initialState(new Initializer.HeUniform(), 2);
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
    if (command.startsWith("train")) {
      arguments.addAll(List.of("--out", folder.resolve("trained").toString()));
    }
    return user.assay(command, arguments.toArray(String[]::new));
  }

  @Test
  void anHonestBackendClassifiesAsTheReferenceDoes() throws IOException {
    int code = assay("classify --border 2 --batch 2 --weights", weights());
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("reference ", "honest ", "5 of 5").doesNotContain("wrong");
  }

  @Test
  void oneImageIsShownWithItsLikeliestClasses() throws IOException {
    int code = assay("classify --border 2 --show 2 --top 3 --weights", weights());
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output())
        .contains("images: class 4")
        .containsPattern("honest +class \\d .*%, .*%, ");
  }

  @Test
  void anHonestBackendTrainsAsTheReferenceDoes() throws IOException {
    int code = assay("train --border 2 --batch 2 --steps 3");
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("   3  ", "every step right");
    assertThat(folder.resolve("trained").resolve("training.html"))
        .content()
        .contains("<h1>Assay: lenet5 in training</h1>", "./assay train --border 2 --batch 2");
    assertThat(Files.readAllLines(folder.resolve("trained").resolve("training.csv")))
        .hasSize(1 + 3 + 3)
        .startsWith("learning_rate,backend,step,loss,error_of_bound,accuracy")
        .anyMatch(line -> line.matches("0\\.1,reference,2,\\d\\.\\d+,,"))
        .anyMatch(line -> line.matches("0\\.1,honest,3,\\d\\.\\d+,0\\.\\d+(E-\\d+)?,"));
  }

  @Test
  void trainingCanDoWithoutTheReference() {
    int code = assay("train --border 2 --batch 2 --steps 2 --reference-steps 0");
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output())
        .contains("loss from", "Nothing was verified")
        .doesNotContain("reference");
  }

  @Test
  void anHonestBackendTrainsByAnyRule() {
    for (String rule : List.of("--momentum 0.9 --decay 0.01", "--optimizer adam")) {
      int code = assay("train --border 2 --batch 2 --steps 3 --learning-rate 0.01 " + rule);
      assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    }
    assertThat(user.output().split("every step right", -1)).hasSize(3);
  }

  @Test
  void whoForgetsTheVelocityIsWrongInTheSecondStep() throws IOException {
    installation.backend("forgetful", ForgetfulBackend.class);
    int code = assay("train --border 2 --batch 2 --steps 2 --momentum 0.9");
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.WRONG);
    assertThat(user.output())
        .containsPattern("honest, learning rate 0.1: loss from .*; every step right")
        .containsPattern("forgetful, learning rate 0.1: wrong in step 2: ");
  }

  @Test
  void learningRatesAreComparedTestedAndKept() throws IOException {
    Path kept = folder.resolve("kept");
    int code =
        assay(
            "train --border 2 --batch 2 --epochs 2 --learning-rate 0.1,0.01 --init xavier-normal"
                + " --reference-steps 1 --test-count 4",
            "--test",
            folder.resolve("images").toString(),
            "--test-labels",
            folder.resolve("labels").toString(),
            "--save",
            kept.toString());
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output())
        .contains("learning rate 0.1\n", "learning rate 0.01\n", "epoch 2")
        .contains("right in the first step,", "Verified: the first step, each by itself")
        .containsPattern("honest +\\d\\.\\d{5}, \\d+\\.0 % +\\d\\.\\d{5}, \\d+\\.0 %");
    assertThat(Files.readAllLines(folder.resolve("trained").resolve("training.csv")))
        .hasSize(1 + 2 * (1 + 4))
        .anyMatch(line -> line.matches("0\\.01,honest,4,\\d\\.\\d+,,\\d\\.\\d+"));
    String accuracy =
        user.output().replaceFirst("(?s).*honest +\\d\\.\\d{5}, (\\d+\\.0 %) +\\d.*", "$1");

    String weights = kept.resolve("lenet5-honest-0.1.safetensors").toString();
    assertThat(assay("classify --border 2 --count 4 --weights", weights)).isEqualTo(ExitCode.FINE);
    assertThat(user.output()).containsPattern("honest +" + accuracy + " +4 of 4");
  }

  @Test
  void aLayersFeaturesAreComparedAndShown() throws IOException {
    int code =
        assay(
            "features --border 2 --count 3 --layer S2",
            "--weights",
            weights(),
            "--out",
            folder.resolve("page").toString());
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    assertThat(user.output())
        .contains("lenet5, S2: 6 feature maps of 14×14: 1 176 numbers for each image")
        .containsPattern("honest +the same within the bound, error/bound ")
        .containsPattern("0 class 3 +1\\.00 +");
    assertThat(folder.resolve("page").resolve("features.html")).isNotEmptyFile();
    assertThat(
            assay(
                "features --border 2 --first 2 --count 9 --layer S2",
                "--weights",
                weights(),
                "--out",
                folder.resolve("page").toString()))
        .isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("0 class 4", "2 class 5").doesNotContain("3 class");

    installation.backend("racing", RacingBackend.class);
    assertThat(
            assay(
                "features --border 2 --layer F6 --threads 2",
                "--weights",
                weights(),
                "--out",
                folder.resolve("page").toString()))
        .isEqualTo(ExitCode.WRONG);
    assertThat(user.output()).containsPattern("racing +wrong, error/bound ");
  }

  @Test
  void photosAreClassifiedWithTheNamesOfTheirClasses() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    BufferedImage photo = new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB);
    photo.setRGB(45, 30, 0xffffff);
    ImageIO.write(photo, "png", photos.resolve("dot.png").toFile());
    Path names = folder.resolve("names");
    Files.writeString(names, "zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n");
    int code =
        user.assay(
            "classify --network lenet5 --top 2",
            "--weights",
            weights(),
            "--images",
            photos.toString(),
            photos.resolve("dot.png").toString(),
            "--classes",
            names.toString());
    assertThat(code).as(user.errors()).isEqualTo(ExitCode.FINE);
    String name = "(zero|one|two|three|four|five|six|seven|eight|nine) \\d+\\.\\d %";
    assertThat(user.output())
        .containsPattern("honest +2 of 2")
        .containsPattern("dot\\.png\n *reference +" + name + ", " + name + "\nhonest +" + name);
  }

  @Test
  void whatDoesNotFitIsSaidInOneLine() throws IOException {
    String weights = weights();
    assertThat(assay("classify --weights", weights)).isEqualTo(ExitCode.USAGE);
    assertThat(assay("train --border 2 --batch 6")).isEqualTo(ExitCode.USAGE);
    assertThat(assay("train --border 2 --batch 2 --steps 1000000000 --reference-steps 1000000000"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(assay("train --border 2 --batch 2 --steps 1 --epochs 1")).isEqualTo(ExitCode.USAGE);
    assertThat(assay("features --border 2 --layer C2 --weights", weights))
        .isEqualTo(ExitCode.USAGE);
    assertThat(assay("features --border 2 --layer C1 --first 5 --weights", weights))
        .isEqualTo(ExitCode.USAGE);
    assertThat(assay("train --border 2 --batch 2 --momentum 1")).isEqualTo(ExitCode.USAGE);
    assertThat(assay("train --border 2 --batch 2 --init he")).isEqualTo(ExitCode.USAGE);
    assertThat(assay("train --border 2 --batch 2 --test-count 1")).isEqualTo(ExitCode.USAGE);
    assertThat(assay("classify --weights nowhere --border 2")).isEqualTo(ExitCode.DATA);
    assertThat(assay("classify --border 2 --weights", folder.toString())).isEqualTo(ExitCode.DATA);
    assertThat(assay("classify --mean 0,1 --weights", weights)).isEqualTo(ExitCode.USAGE);
    write("labels", new byte[] {3, 1, 4, 1, 10}, IMAGES);
    assertThat(assay("train --border 2 --batch 2")).isEqualTo(ExitCode.DATA);
    assertThat(user.errors())
        .contains("assay: lenet5: ")
        .contains("--batch=6 is more than the 5 images")
        .contains("GiB of heap are needed for 1000000000 steps of 'training-step")
        .contains("--steps and --epochs say how long to train; give one of them")
        .contains("lenet5 has no layer 'C2'; did you mean")
        .contains("--first=5 must be from 0 to 4")
        .contains("momentum=1.0 must be from 0 to below 1")
        .contains("'he' is no rule for weights; use he-uniform")
        .contains("--test-labels and --test-count go with --test FILE")
        .contains("cannot read nowhere; there is no such file")
        .contains("cannot read " + folder + "; it is a folder")
        .contains("2 means and 1 deviations")
        .contains("lenet5 tells 10 classes apart")
        .doesNotContain("Exception");
  }
}

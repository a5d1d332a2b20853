package dev.assay.reports.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.init.Initializer;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkWeightsTest {
  private static final Network RESNET20 =
      Architecture.parse("resnet20").network(1, new Extent(32, 32));

  @TempDir Path folder;

  /** The names that torchvision's modules of this kind give their tensors. */
  private static SafetensorsWriter resnet20(UnaryOperator<String> rename) {
    SafetensorsWriter writer = new SafetensorsWriter();
    List<Tensor> state = RESNET20.initialState(new Initializer.HeUniform(), 5);
    List<Network.Parameter> parameters = RESNET20.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String name =
          parameters
              .get(i)
              .name()
              .replace(" weights", ".weight")
              .replace(" gamma", ".weight")
              .replace(" beta", ".bias")
              .replace(" bias", ".bias");
      writer.add(rename.apply(name), state.get(i));
    }
    int next = parameters.size();
    for (int position : RESNET20.normalizations()) {
      String name = RESNET20.nodes().get(position).name();
      writer.add(rename.apply(name + ".running_mean"), state.get(next++));
      writer.add(rename.apply(name + ".running_var"), state.get(next++));
      writer.add(rename.apply(name + ".num_batches_tracked"), "I64", Shape.of(), new byte[8]);
    }
    return writer;
  }

  private Path write(SafetensorsWriter writer) throws IOException {
    return writer.write(folder.resolve("weights"));
  }

  @Test
  void layersTakeWhatBearsTheirName() throws IOException {
    sameAsInitialState(write(resnet20(name -> name)));
    sameAsInitialState(write(resnet20(name -> "module." + name)));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("own.safetensors");
    NetworkWeights.write(file, RESNET20, RESNET20.initialState(new Initializer.HeUniform(), 5));
    sameAsInitialState(file);
  }

  private static void sameAsInitialState(Path file) throws IOException {
    List<Tensor> read = NetworkWeights.read(file, RESNET20);
    List<Tensor> written = RESNET20.initialState(new Initializer.HeUniform(), 5);
    assertThat(read).hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).shape()).isEqualTo(written.get(i).shape());
      assertThat(read.get(i).values()).isEqualTo(written.get(i).values());
    }
  }

  @Test
  void whatIsMissingOrUnknownIsNamed() throws IOException {
    Path renamed = write(resnet20(name -> name.replace("linear.", "fc.")));
    assertThatThrownBy(() -> NetworkWeights.read(renamed, RESNET20))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(
            "lacks linear.weight, linear.bias, and has fc.weight, fc.bias, which the network has"
                + " not");

    Path more = write(resnet20(name -> name).add("aux.weight", Tensor.of(Shape.of(1), 1)));
    assertThatThrownBy(() -> NetworkWeights.read(more, RESNET20))
        .hasMessageContaining("has aux.weight, which the network has not");
    Path none = write(new SafetensorsWriter());
    assertThatThrownBy(() -> NetworkWeights.read(none, RESNET20))
        .hasMessageContaining("and 93 more");
  }

  @Test
  void otherShapesAreNamed() throws IOException {
    Path other = write(resnet20(name -> name).add("linear.bias", Tensor.of(Shape.of(2), 1, 1)));
    assertThatThrownBy(() -> NetworkWeights.read(other, RESNET20))
        .hasMessageContaining("has linear.bias in the shape 2, and the network takes 10");
  }

  /** As torchvision's VGG and AlexNet are numbered: by their position in a sequence. */
  @Test
  void numberedLayersAreTakenInOrder() throws IOException {
    NetworkBuilder layers = new NetworkBuilder("small", Shape.of(1, 1, 4, 4));
    layers.conv("block1_conv1", 2, 3, 1, 1);
    layers.conv("block1_conv2", 3, 3, 1, 1);
    layers.flatten("flatten");
    layers.linear("fc1", 2);
    layers.linear("predictions", 2);
    Network network = layers.build();
    List<Tensor> state = network.initialState(new Initializer.HeUniform(), 1);
    Path file =
        write(
            new SafetensorsWriter()
                .add("classifier.3.weight", state.get(6))
                .add("classifier.3.bias", Tensor.of(Shape.of(2), 8, 9))
                .add("features.10.weight", state.get(2))
                .add("features.10.bias", Tensor.of(Shape.of(3), 3, 4, 5))
                .add("features.2.weight", state.get(0))
                .add("features.2.bias", Tensor.of(Shape.of(2), 1, 2))
                .add("classifier.0.weight", state.get(4))
                .add("classifier.0.bias", Tensor.of(Shape.of(2), 6, 7)));

    List<Tensor> read = NetworkWeights.read(file, network);
    assertThat(read.get(1).values()).containsExactly(1, 2);
    assertThat(read.get(3).values()).containsExactly(3, 4, 5);
    assertThat(read.get(5).values()).containsExactly(6, 7);
    assertThat(read.get(6).values()).isEqualTo(state.get(6).values());
    assertThat(read.get(7).values()).containsExactly(8, 9);
  }
}

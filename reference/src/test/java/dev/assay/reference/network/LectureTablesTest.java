package dev.assay.reference.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks against the lecture's own tables, row by row. */
class LectureTablesTest {

  /** What {@link #operationsInOrder} says in one word. */
  private static final Map<String, String> PARTS =
      Map.of(
          "INCEPTION", "(conv2d relu ){5}max-pool2d conv2d relu (concat ){3}",
          "BLOCK", "conv2d batch-norm relu conv2d batch-norm add relu ",
          "BOTTLENECK", "(conv2d batch-norm relu ){2}conv2d batch-norm add relu ",
          "WIDER", "(conv2d batch-norm relu ){2}(conv2d batch-norm ){2}add relu ",
          "TOP", "average-pool2d flatten linear");

  private static Network network(String name) {
    Architecture architecture = Architecture.parse(name);
    return architecture.network(1, architecture.size());
  }

  /** What has weights or pools: channels, height, width, stride, padding, kernel, parameters. */
  private static List<String> rows(Network network) {
    return network.nodes().stream()
        .filter(node -> !row(node.operation()).isEmpty())
        .map(
            node ->
                node.name()
                    + " "
                    + node.shape().toString().replaceFirst("^1x", "")
                    + row(node.operation())
                    + " "
                    + node.parameters())
        .toList();
  }

  private static String row(Operation operation) {
    if (operation instanceof Conv2d conv) {
      return window(conv.kernel(), conv.stride(), conv.pad());
    }
    if (operation instanceof MaxPool2d pool) {
      return window(pool.kernel(), pool.stride(), pool.pad());
    }
    if (operation instanceof AveragePool2d pool) {
      return window(pool.kernel(), pool.stride(), pool.pad());
    }
    return operation instanceof Linear ? " fc" : "";
  }

  private static String window(Extent kernel, Extent stride, Padding pad) {
    return " " + kernel.h() + "/" + stride.h() + "/" + pad.toString().split("x", -1)[0];
  }

  @Test
  void leNet5() {
    assertThat(rows(network("lenet5")))
        .containsExactly(
            "C1 6x28x28 5/1/0 156",
            "S2 6x14x14 2/2/0 0",
            "C3 16x10x10 5/1/0 2416",
            "S4 16x5x5 2/2/0 0",
            "C5 120x1x1 5/1/0 48120",
            "F6 84x1x1 1/1/0 10164",
            "F7 10x1x1 1/1/0 850");
  }

  @Test
  void alexNet() {
    assertThat(rows(network("alexnet")))
        .containsExactly(
            "conv1 96x55x55 11/4/0 34944",
            "maxpool1 96x27x27 3/2/0 0",
            "conv2 256x27x27 5/1/2 614656",
            "maxpool2 256x13x13 3/2/0 0",
            "conv3 384x13x13 3/1/1 885120",
            "conv4 384x13x13 3/1/1 1327488",
            "conv5 256x13x13 3/1/1 884992",
            "maxpool5 256x6x6 3/2/0 0",
            "fc6 4096 fc 37752832",
            "fc7 4096 fc 16781312",
            "fc8 1000 fc 4097000");
  }

  @Test
  void vgg16() {
    assertThat(rows(network("vgg16")))
        .containsExactly(
            "block1_conv1 64x224x224 3/1/1 1792",
            "block1_conv2 64x224x224 3/1/1 36928",
            "block1_pool 64x112x112 2/2/0 0",
            "block2_conv1 128x112x112 3/1/1 73856",
            "block2_conv2 128x112x112 3/1/1 147584",
            "block2_pool 128x56x56 2/2/0 0",
            "block3_conv1 256x56x56 3/1/1 295168",
            "block3_conv2 256x56x56 3/1/1 590080",
            "block3_conv3 256x56x56 3/1/1 590080",
            "block3_pool 256x28x28 2/2/0 0",
            "block4_conv1 512x28x28 3/1/1 1180160",
            "block4_conv2 512x28x28 3/1/1 2359808",
            "block4_conv3 512x28x28 3/1/1 2359808",
            "block4_pool 512x14x14 2/2/0 0",
            "block5_conv1 512x14x14 3/1/1 2359808",
            "block5_conv2 512x14x14 3/1/1 2359808",
            "block5_conv3 512x14x14 3/1/1 2359808",
            "block5_pool 512x7x7 2/2/0 0",
            "fc1 4096 fc 102764544",
            "fc2 4096 fc 16781312",
            "predictions 1000 fc 4097000");
  }

  @Test
  void lectureResNet18() {
    assertThat(rows(network("resnet18-lecture")))
        .containsExactly(
            "conv1 64x112x112 7/2/1 9472",
            "maxpool 64x56x56 3/2/0:1 0",
            "conv2-1 64x56x56 3/1/1 36928",
            "conv2-2 64x56x56 3/1/1 36928",
            "conv2-3 64x56x56 3/1/1 36928",
            "conv2-4 64x56x56 3/1/1 36928",
            "conv3-1 128x28x28 3/2/0:1 73856",
            "conv3-2 128x28x28 3/1/1 147584",
            "conv3-3 128x28x28 3/1/1 147584",
            "conv3-4 128x28x28 3/1/1 147584",
            "conv4-1 256x14x14 3/2/0:1 295168",
            "conv4-2 256x14x14 3/1/1 590080",
            "conv4-3 256x14x14 3/1/1 590080",
            "conv4-4 256x14x14 3/1/1 590080",
            "conv5-1 512x7x7 3/2/0:1 1180160",
            "conv5-2 512x7x7 3/1/1 2359808",
            "conv5-3 512x7x7 3/1/1 2359808",
            "conv5-4 512x7x7 3/1/1 2359808",
            "avg pool 512x1x1 7/7/0 0",
            "fc 1000 fc 513000");
  }

  /** The lecture's totals, and those that torchvision and the papers give for the others. */
  @ParameterizedTest
  @CsvSource({
    "lenet5,61706",
    "alexnet,62378344",
    "alexnet-2012,62378344",
    "vgg16,138357544",
    "resnet18-lecture,11511784",
    "resnet18,11689512",
    "resnet50,25557032",
    "resnet20,269722",
    "googlenet,6998552",
    "zfnet,62357608",
  })
  void totals(String name, long parameters) {
    assertThat(network(name).parameterCount()).isEqualTo(parameters);
  }

  /** Multiply-adds of convolutions and fully connected layers, as torchvision counts them. */
  @ParameterizedTest
  @CsvSource({"resnet18,1.814", "resnet50,4.089", "vgg16,15.47"})
  void work(String name, double billions) {
    double flops =
        network(name).nodes().stream()
            .filter(n -> n.operation() instanceof Conv2d || n.operation() instanceof Linear)
            .mapToDouble(n -> n.operation().forwardFlops())
            .sum();

    assertThat(flops / 2e9).isCloseTo(billions, org.assertj.core.data.Offset.offset(0.01));
  }

  @Test
  void blocksHaveTheirShortcuts() {
    Map<String, Long> sums =
        Map.of("resnet18", 8L, "resnet18-lecture", 8L, "resnet50", 16L, "resnet20", 9L);

    sums.forEach(
        (name, count) ->
            assertThat(
                    network(name).nodes().stream()
                        .filter(node -> node.operation() instanceof Add)
                        .count())
                .as(name)
                .isEqualTo(count));
  }

  /** Activations and normalisation, too, each in its place: regular expressions of operations. */
  @ParameterizedTest
  @CsvSource({
    "lenet5, (conv2d tanh average-pool2d ){2}(conv2d tanh ){2}conv2d flatten",
    "alexnet, "
        + "(conv2d relu max-pool2d ){2}(conv2d relu ){3}max-pool2d "
        + "flatten (linear relu ){2}linear",
    "alexnet-2012, "
        + "(conv2d relu local-response-norm max-pool2d ){2}(conv2d relu ){3}max-pool2d "
        + "flatten (dropout linear relu ){2}linear",
    "zfnet, "
        + "(conv2d relu max-pool2d ){2}(conv2d relu ){3}max-pool2d "
        + "flatten (linear relu ){2}linear",
    "vgg16, "
        + "((conv2d relu ){2}max-pool2d ){2}((conv2d relu ){3}max-pool2d ){3}"
        + "flatten (linear relu ){2}linear",
    "googlenet, "
        + "conv2d relu max-pool2d (conv2d relu ){2}max-pool2d "
        + "(INCEPTION){2}max-pool2d (INCEPTION){5}max-pool2d (INCEPTION){2}TOP",
    "resnet18-lecture, "
        + "conv2d relu max-pool2d (conv2d relu conv2d add relu ){2}"
        + "(conv2d relu conv2d identity-shortcut add relu conv2d relu conv2d add relu ){3}TOP",
    "resnet18, "
        + "conv2d batch-norm relu max-pool2d (BLOCK){2}"
        + "(conv2d batch-norm relu (conv2d batch-norm ){2}add relu BLOCK){3}TOP",
    "resnet20, "
        + "conv2d batch-norm relu (BLOCK){3}"
        + "(conv2d batch-norm relu conv2d batch-norm identity-shortcut add relu (BLOCK){2}){2}TOP",
    "resnet50, "
        + "conv2d batch-norm relu max-pool2d "
        + "WIDER(BOTTLENECK){2}WIDER(BOTTLENECK){3}WIDER(BOTTLENECK){5}WIDER(BOTTLENECK){2}TOP",
  })
  void operationsInOrder(String name, String operations) {
    String order =
        network(name).nodes().stream()
            .map(node -> node.operation().name())
            .collect(Collectors.joining(" "));
    String pattern = operations;
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      pattern = pattern.replace(part.getKey(), part.getValue());
    }

    assertThat(order).matches(pattern);
  }

  @Test
  void namesAreUnique() {
    assertThat(Architecture.all())
        .allSatisfy(
            architecture ->
                assertThat(network(architecture.name()).nodes().stream().map(Network.Node::name))
                    .doesNotHaveDuplicates());
  }
}

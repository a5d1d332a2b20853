package dev.assay.reference.network;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;

/** What residual networks are made of, under the names of torchvision's weights. */
final class ResidualBlocks {
  private ResidualBlocks() {}

  /** The first layers of those for large images. */
  static void stem(NetworkBuilder layers) {
    layers.convWithoutBias("conv1", 64, 7, 2, 3);
    layers.batchNorm("bn1");
    layers.relu("relu");
    layers.maxPool("maxpool", 3, 2, 1);
  }

  /** Two 3×3 convolutions; the sum comes next. */
  static int basic(NetworkBuilder layers, String name, int filters, int stride) {
    layers.convWithoutBias(name + ".conv1", filters, 3, stride, 1);
    layers.batchNorm(name + ".bn1");
    layers.relu(name + ".relu1");
    layers.convWithoutBias(name + ".conv2", filters, 3, 1, 1);
    return layers.batchNorm(name + ".bn2");
  }

  /** 1×1, 3×3 with the stride, and 1×1 to four times the filters; the sum comes next. */
  static int bottleneck(NetworkBuilder layers, String name, int filters, int stride) {
    layers.convWithoutBias(name + ".conv1", filters, 1, 1, 0);
    layers.batchNorm(name + ".bn1");
    layers.relu(name + ".relu1");
    layers.convWithoutBias(name + ".conv2", filters, 3, stride, 1);
    layers.batchNorm(name + ".bn2");
    layers.relu(name + ".relu2");
    layers.convWithoutBias(name + ".conv3", 4 * filters, 1, 1, 0);
    return layers.batchNorm(name + ".bn3");
  }

  /** The shortcut to a block of other size, with weights. */
  static int projection(NetworkBuilder layers, String name, int filters, int stride) {
    layers.convWithoutBias(name + ".downsample.0", filters, 1, stride, 0);
    return layers.batchNorm(name + ".downsample.1");
  }

  static int join(NetworkBuilder layers, String name, int main, int shortcut) {
    layers.add(name + ".add", main, shortcut);
    return layers.relu(name + ".relu");
  }

  /** The last layers. */
  static Network head(NetworkBuilder layers, int classes) {
    layers.globalAveragePool("avgpool");
    layers.flatten("flatten");
    layers.linear("fc", classes);
    return layers.build();
  }
}

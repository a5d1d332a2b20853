package dev.assay.reference.network;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;

/** What AlexNet and ZF Net have in common: all from the third convolution on. */
final class AlexNetTop {
  private static final int UNITS = 4096;

  private AlexNetTop() {}

  static Network on(NetworkBuilder layers, int classes) {
    return on(layers, classes, false);
  }

  static Network withDropout(NetworkBuilder layers, int classes) {
    return on(layers, classes, true);
  }

  private static Network on(NetworkBuilder layers, int classes, boolean dropout) {
    layers.conv("conv3", 384, 3, 1, 1);
    layers.relu("relu3");
    layers.conv("conv4", 384, 3, 1, 1);
    layers.relu("relu4");
    layers.conv("conv5", 256, 3, 1, 1);
    layers.relu("relu5");
    layers.maxPool("maxpool5", 3, 2, 0);
    layers.flatten("flatten");
    if (dropout) {
      layers.dropout("dropout6");
    }
    layers.linear("fc6", UNITS);
    layers.relu("relu6");
    if (dropout) {
      layers.dropout("dropout7");
    }
    layers.linear("fc7", UNITS);
    layers.relu("relu7");
    layers.linear("fc8", classes);
    return layers.build();
  }
}

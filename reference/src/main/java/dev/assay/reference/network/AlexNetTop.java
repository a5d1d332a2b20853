package dev.assay.reference.network;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;

/** The three fully connected layers on top of AlexNet and ZF Net. */
final class FullyConnected {
  private static final int UNITS = 4096;

  private FullyConnected() {}

  static Network on(NetworkBuilder layers, int classes) {
    layers.flatten("flatten");
    layers.linear("fc6", UNITS);
    layers.relu("relu6");
    layers.linear("fc7", UNITS);
    layers.relu("relu7");
    layers.linear("fc8", classes);
    return layers.build();
  }
}

package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;

/**
 * AlexNet in one tower, without local response normalisation and dropout ({@link AlexNet2012} has
 * them): overlapping pools, ReLU, three fully connected layers.
 */
public final class AlexNet implements Architecture {

  @Override
  public String name() {
    return "alexnet";
  }

  @Override
  public String source() {
    return "Krizhevsky, Sutskever & Hinton 2012, one tower, without local response normalisation and"
        + " dropout";
  }

  @Override
  public Extent size() {
    return new Extent(227, 227);
  }

  @Override
  public Network network(Shape input) {
    NetworkBuilder layers = new NetworkBuilder(name(), input);
    layers.conv("conv1", 96, 11, 4, 0);
    layers.relu("relu1");
    layers.maxPool("maxpool1", 3, 2, 0);
    layers.conv("conv2", 256, 5, 1, 2);
    layers.relu("relu2");
    layers.maxPool("maxpool2", 3, 2, 0);
    return AlexNetTop.on(layers, classes());
  }
}

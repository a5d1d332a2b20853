package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;

/**
 * AlexNet with all its layers: {@link AlexNet}, and local response normalisation behind its first
 * two convolutions, and half of what its two large fully connected layers take dropped in training.
 */
public final class AlexNet2012 implements Architecture {

  @Override
  public String name() {
    return "alexnet-2012";
  }

  @Override
  public String source() {
    return "Krizhevsky, Sutskever & Hinton 2012, one tower";
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
    layers.localResponseNorm("norm1");
    layers.maxPool("maxpool1", 3, 2, 0);
    layers.conv("conv2", 256, 5, 1, 2);
    layers.relu("relu2");
    layers.localResponseNorm("norm2");
    layers.maxPool("maxpool2", 3, 2, 0);
    return AlexNetTop.withDropout(layers, classes());
  }
}

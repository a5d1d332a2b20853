package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;

/** ZF Net: AlexNet with smaller first kernels and strides. */
public final class ZfNet implements Architecture {

  @Override
  public String name() {
    return "zfnet";
  }

  @Override
  public String source() {
    return "Zeiler & Fergus 2014, without contrast normalisation and dropout";
  }

  @Override
  public Extent size() {
    return new Extent(224, 224);
  }

  @Override
  public Network network(Shape input) {
    NetworkBuilder layers = new NetworkBuilder(name(), input);
    layers.conv("conv1", 96, 7, 2, 1);
    layers.relu("relu1");
    layers.maxPool("maxpool1", 3, 2, 1);
    layers.conv("conv2", 256, 5, 2, 0);
    layers.relu("relu2");
    layers.maxPool("maxpool2", 3, 2, 1);
    return AlexNetTop.on(layers, classes());
  }
}

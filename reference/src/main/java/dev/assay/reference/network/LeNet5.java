package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;

/** LeNet-5, with C3 connected to all maps of S2, and C5 to F7 as the convolutions they are. */
public final class LeNet5 implements Architecture {

  @Override
  public String name() {
    return "lenet5";
  }

  @Override
  public String source() {
    return "LeCun, Bottou, Bengio & Haffner 1998, C3 fully connected";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Extent size() {
    return new Extent(32, 32);
  }

  @Override
  public int classes() {
    return 10;
  }

  @Override
  public Network network(Shape input) {
    NetworkBuilder layers = new NetworkBuilder(name(), input);
    layers.conv("C1", 6, 5, 1, 0);
    layers.tanh("tanh1");
    layers.averagePool("S2", 2, 2);
    layers.conv("C3", 16, 5, 1, 0);
    layers.tanh("tanh3");
    layers.averagePool("S4", 2, 2);
    layers.conv("C5", 120, 5, 1, 0);
    layers.tanh("tanh5");
    layers.conv("F6", 84, 1, 1, 0);
    layers.tanh("tanh6");
    layers.conv("F7", classes(), 1, 1, 0);
    layers.flatten("flatten");
    return layers.build();
  }
}

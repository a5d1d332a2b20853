package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.tensor.Shape;
import java.util.List;

/**
 * GoogLeNet (Inception v1) without its auxiliary classifiers, local response normalisation and
 * dropout.
 */
public final class GoogLeNet implements Architecture {

  @Override
  public String name() {
    return "googlenet";
  }

  @Override
  public String source() {
    return "Szegedy et al. 2015, table 1, without auxiliary classifiers, local response normalisation"
        + " and dropout";
  }

  @Override
  public Extent size() {
    return new Extent(224, 224);
  }

  @Override
  public Network network(Shape input) {
    NetworkBuilder layers = new NetworkBuilder(name(), input);
    convolution(layers, "conv1", 64, 7, 2, 3);
    pool(layers, "pool1");
    convolution(layers, "conv2.reduce", 64, 1, 1, 0);
    convolution(layers, "conv2", 192, 3, 1, 1);
    pool(layers, "pool2");
    inception(layers, "inception3a", 64, 96, 128, 16, 32, 32);
    inception(layers, "inception3b", 128, 128, 192, 32, 96, 64);
    pool(layers, "pool3");
    inception(layers, "inception4a", 192, 96, 208, 16, 48, 64);
    inception(layers, "inception4b", 160, 112, 224, 24, 64, 64);
    inception(layers, "inception4c", 128, 128, 256, 24, 64, 64);
    inception(layers, "inception4d", 112, 144, 288, 32, 64, 64);
    inception(layers, "inception4e", 256, 160, 320, 32, 128, 128);
    pool(layers, "pool4");
    inception(layers, "inception5a", 256, 160, 320, 32, 128, 128);
    inception(layers, "inception5b", 384, 192, 384, 48, 128, 128);
    layers.globalAveragePool("avgpool");
    layers.flatten("flatten");
    layers.linear("fc", classes());
    return layers.build();
  }

  private static int convolution(
      NetworkBuilder layers, String name, int filters, int kernel, int stride, int pad) {
    layers.conv(name, filters, kernel, stride, pad);
    return layers.relu(name + ".relu");
  }

  /** Partial windows at the far edges count. */
  private static void pool(NetworkBuilder layers, String name) {
    layers.maxPool(name, 3, 2, Padding.NONE, Rounding.UP);
  }

  /** Four branches, their filters as in the columns of the paper's table. */
  private static void inception(
      NetworkBuilder layers,
      String name,
      int of1x1,
      int reduce3x3,
      int of3x3,
      int reduce5x5,
      int of5x5,
      int project) {
    int below = layers.top();
    int branch1 = convolution(layers, name + ".1x1", of1x1, 1, 1, 0);
    convolution(layers.from(below), name + ".3x3.reduce", reduce3x3, 1, 1, 0);
    int branch2 = convolution(layers, name + ".3x3", of3x3, 3, 1, 1);
    convolution(layers.from(below), name + ".5x5.reduce", reduce5x5, 1, 1, 0);
    int branch3 = convolution(layers, name + ".5x5", of5x5, 5, 1, 2);
    layers.from(below).maxPool(name + ".pool", 3, 1, 1);
    int branch4 = convolution(layers, name + ".pool.project", project, 1, 1, 0);
    layers.concat(name, List.of(branch1, branch2, branch3, branch4));
  }
}

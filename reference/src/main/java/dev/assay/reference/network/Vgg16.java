package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;

/**
 * VGG16 without dropout: five blocks of 3×3 convolutions, each ending in a pool, and three fully
 * connected layers.
 */
public final class Vgg16 implements Architecture {
  private static final int[][] BLOCKS = {
    {64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}
  };
  private static final int UNITS = 4096;

  @Override
  public String name() {
    return "vgg16";
  }

  @Override
  public String source() {
    return "Simonyan & Zisserman 2015, configuration D, without dropout";
  }

  @Override
  public Extent size() {
    return new Extent(224, 224);
  }

  @Override
  public Network network(Shape input) {
    NetworkBuilder layers = new NetworkBuilder(name(), input);
    for (int block = 1; block <= BLOCKS.length; block++) {
      int[] filters = BLOCKS[block - 1];
      for (int i = 1; i <= filters.length; i++) {
        layers.conv("block" + block + "_conv" + i, filters[i - 1], 3, 1, 1);
        layers.relu("block" + block + "_relu" + i);
      }
      layers.maxPool("block" + block + "_pool", 2, 2, 0);
    }
    layers.flatten("flatten");
    layers.linear("fc1", UNITS);
    layers.relu("relu1");
    layers.linear("fc2", UNITS);
    layers.relu("relu2");
    layers.linear("predictions", classes());
    return layers.build();
  }
}

package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;

/** ResNet18 as every framework ships it: batch normalisation, projections by 1×1 convolutions. */
public final class ResNet18 implements Architecture {
  private static final int STAGES = 4;
  private static final int BLOCKS = 2;

  @Override
  public String name() {
    return "resnet18";
  }

  @Override
  public String source() {
    return "He et al. 2016 with projections (option B), as in torchvision";
  }

  @Override
  public Extent size() {
    return new Extent(224, 224);
  }

  @Override
  public Network network(Shape input) {
    NetworkBuilder layers = new NetworkBuilder(name(), input);
    ResidualBlocks.stem(layers);
    for (int stage = 1; stage <= STAGES; stage++) {
      for (int block = 0; block < BLOCKS; block++) {
        boolean first = block == 0 && stage > 1;
        String name = "layer" + stage + "." + block;
        int below = layers.top();
        int filters = 32 << stage;
        int main = ResidualBlocks.basic(layers, name, filters, first ? 2 : 1);
        int shortcut =
            first ? ResidualBlocks.projection(layers.from(below), name, filters, 2) : below;
        ResidualBlocks.join(layers, name, main, shortcut);
      }
    }
    return ResidualBlocks.head(layers, classes());
  }
}

package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;

/** ResNet-20 for CIFAR-10: shortcuts without parameters, zeros on both sides of the channels. */
public final class ResNet20 implements Architecture {
  private static final int STAGES = 3;
  private static final int BLOCKS = 3;

  @Override
  public String name() {
    return "resnet20";
  }

  @Override
  public String source() {
    return "He et al. 2016, section 4.2, option A";
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
    layers.convWithoutBias("conv1", 16, 3, 1, 1);
    layers.batchNorm("bn1");
    layers.relu("relu");
    for (int stage = 1; stage <= STAGES; stage++) {
      for (int block = 0; block < BLOCKS; block++) {
        boolean first = block == 0 && stage > 1;
        String name = "layer" + stage + "." + block;
        int below = layers.top();
        int filters = 8 << stage;
        int main = ResidualBlocks.basic(layers, name, filters, first ? 2 : 1);
        int zeros = filters / 4; // half of the channels are new
        int shortcut =
            first ? layers.from(below).shortcut(name + ".shortcut", 2, zeros, zeros) : below;
        ResidualBlocks.join(layers, name, main, shortcut);
      }
    }
    layers.globalAveragePool("avgpool");
    layers.flatten("flatten");
    layers.linear("linear", classes());
    return layers.build();
  }
}

package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.tensor.Shape;

/** ResNet-50: bottlenecks, the stride in their 3×3 convolution as every framework has it. */
public final class ResNet50 implements Architecture {
  private static final int[] BLOCKS = {3, 4, 6, 3};

  @Override
  public String name() {
    return "resnet50";
  }

  @Override
  public String source() {
    return "He et al. 2016, stride in the 3x3 convolution, as in torchvision";
  }

  @Override
  public Extent size() {
    return new Extent(224, 224);
  }

  @Override
  public Network network(Shape input) {
    NetworkBuilder layers = new NetworkBuilder(name(), input);
    ResidualBlocks.stem(layers);
    for (int stage = 1; stage <= BLOCKS.length; stage++) {
      for (int block = 0; block < BLOCKS[stage - 1]; block++) {
        String name = "layer" + stage + "." + block;
        int stride = block == 0 && stage > 1 ? 2 : 1;
        int filters = 32 << stage;
        int below = layers.top();
        int main = ResidualBlocks.bottleneck(layers, name, filters, stride);
        int shortcut =
            block == 0
                ? ResidualBlocks.projection(layers.from(below), name, 4 * filters, stride)
                : below;
        ResidualBlocks.join(layers, name, main, shortcut);
      }
    }
    return ResidualBlocks.head(layers, classes());
  }
}

package dev.assay.reference.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.NetworkBuilder;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.tensor.Shape;

/**
 * ResNet18 as the table of a lecture on convolutional networks has it: convolutions with bias, no
 * batch normalisation, shortcuts without parameters, and where the size is halved one row and
 * column of padding on one side only, which the table calls pad 0.5.
 */
public final class LectureResNet18 implements Architecture {
  private static final Padding HALF = new Padding(0, 1, 0, 1);
  private static final int STAGES = 5;
  private static final int BLOCKS = 2;

  @Override
  public String name() {
    return "resnet18-lecture";
  }

  @Override
  public String source() {
    return "the table of a lecture on convolutional networks: bias, no batch normalisation, option A";
  }

  @Override
  public Extent size() {
    return new Extent(227, 227);
  }

  @Override
  public Network network(Shape input) {
    NetworkBuilder layers = new NetworkBuilder(name(), input);
    layers.conv("conv1", 64, 7, 2, 1);
    layers.relu("relu1");
    layers.maxPool("maxpool", 3, 2, HALF, Rounding.DOWN);
    for (int stage = 2; stage <= STAGES; stage++) {
      for (int block = 0; block < BLOCKS; block++) {
        boolean halves = block == 0 && stage > 2;
        int filters = 16 << stage;
        int below = layers.top();
        String first = stage + "-" + (2 * block + 1);
        String second = stage + "-" + (2 * block + 2);
        layers.conv(
            "conv" + first, filters, 3, halves ? 2 : 1, halves ? HALF : Padding.of(1), true);
        layers.relu("relu" + first);
        int main = layers.conv("conv" + second, filters, 3, 1, 1);
        int shortcut =
            halves ? layers.from(below).shortcut("shortcut" + stage, 2, 0, filters / 2) : below;
        layers.add("add" + second, main, shortcut);
        layers.relu("relu" + second);
      }
    }
    int left = layers.shape().dimension(2); // 7 rows and columns of images in full size
    layers.averagePool("avg pool", left, left);
    layers.flatten("flatten");
    layers.linear("fc", classes());
    return layers.build();
  }
}

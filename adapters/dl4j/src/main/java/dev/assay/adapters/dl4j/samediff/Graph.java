package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Layout;
import dev.assay.reference.op.Padding;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/** A SameDiff graph in the making. */
final class Graph {
  private static final int RANK_OF_IMAGES = 4;

  /** As SameDiff calls the graph of the gradients. */
  private static final String GRADIENTS = "grad";

  private final SameDiff samediff = SameDiff.create();
  private final Arrangement arrangement;
  private final boolean differentiated;
  private final List<SDVariable> moments = new ArrayList<>();

  /**
   * An empty one.
   *
   * @param differentiated whether gradients are to be made of it
   */
  Graph(Arrangement arrangement, boolean differentiated) {
    this.arrangement = arrangement;
    this.differentiated = differentiated;
  }

  /**
   * Has SameDiff make the graph of the gradients.
   *
   * @param loss whose they are
   */
  static SameDiff gradients(SameDiff samediff, SDVariable loss) {
    samediff.setLossVariables(loss);
    samediff.createGradFunction();
    return samediff.getFunction(GRADIENTS);
  }

  boolean isDifferentiated() {
    return differentiated;
  }

  SameDiff samediff() {
    return samediff;
  }

  Arrangement arrangement() {
    return arrangement;
  }

  Layout layout() {
    return arrangement.layout();
  }

  /** Images with their axes in the order NCHW. */
  SDVariable asNchw(SDVariable images) {
    return layout() == Layout.NCHW ? images : samediff.permute(images, arrangement.axes());
  }

  /** Adds rows and columns of a constant around images. */
  SDVariable withBorder(SDVariable images, Padding border, double value) {
    if (border.equals(Padding.NONE)) {
      return images;
    }
    int[] plane = arrangement.plane();
    int[][] widths = new int[RANK_OF_IMAGES][2];
    widths[plane[0]] = new int[] {border.top(), border.bottom()};
    widths[plane[1]] = new int[] {border.left(), border.right()};
    return samediff.nn.pad(images, integers(widths), value);
  }

  /** A constant matrix of whole numbers. */
  SDVariable integers(int[][] values) {
    return samediff.constant(Nd4j.createFromArray(values));
  }

  /** Remembers the mean and the variance that a batch normalisation computes. */
  void keep(SDVariable mean, SDVariable variance) {
    moments.add(mean);
    moments.add(variance);
  }

  /** Mean and variance of each batch normalisation, in the order in which they were added. */
  List<SDVariable> moments() {
    return moments;
  }
}

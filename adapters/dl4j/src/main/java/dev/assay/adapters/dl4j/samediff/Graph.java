package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Layout;
import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.Padding;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** A SameDiff graph in the making. */
final class Graph {
  /** As SameDiff calls the graph of the gradients. */
  private static final String GRADIENTS = "grad";

  private final SameDiff samediff = SameDiff.create();
  private final Plan arrays;
  private final Arrangement arrangement;
  private final boolean differentiated;
  private final List<SDVariable> moments = new ArrayList<>();

  /**
   * An empty one.
   *
   * @param arrays where its constants are to be
   * @param differentiated whether gradients are to be made of it
   */
  Graph(Plan arrays, Arrangement arrangement, boolean differentiated) {
    this.arrays = arrays;
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
    int[][] widths = new int[Arrangement.RANK_OF_IMAGES][2];
    widths[plane[0]] = new int[] {border.top(), border.bottom()};
    widths[plane[1]] = new int[] {border.left(), border.right()};
    return pad(images, widths, value);
  }

  /**
   * Adds elements of one value around an array.
   *
   * @param widths for each axis of the array the elements before and after
   */
  SDVariable pad(SDVariable array, int[][] widths, double value) {
    return samediff.nn.pad(array, samediff.constant(arrays.integers(widths)), value);
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

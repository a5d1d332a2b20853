package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Padding;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.Properties;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The order in which a batch of images lies in memory. */
public enum Layout {
  /** The faster one for ND4J's own code. */
  NCHW(0, 1, 2),
  /**
   * The faster one for oneDNN, which has to bring NCHW into another order and back in every call.
   */
  NHWC(1, 3, 1);

  static final String PROPERTY = "assay.dl4j.layout";

  private final int code;
  private final int channels;
  private final int rows;
  private final int columns;

  Layout(int code, int channels, int rows) {
    this.code = code;
    this.channels = channels;
    this.rows = rows;
    this.columns = rows + 1;
  }

  /**
   * Reads the system property.
   *
   * @param oneDnn whether convolutions are oneDNN's, which decides where nothing is asked for
   * @throws IllegalArgumentException if it makes no sense, with what does
   */
  static Layout of(Properties properties, boolean oneDnn) {
    String asked = properties.getProperty(PROPERTY, oneDnn ? NHWC.name() : NCHW.name());
    return Arrays.stream(values())
        .filter(layout -> layout.name().equals(asked))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(PROPERTY + "=" + asked + " must be NHWC or NCHW"));
  }

  /** What ND4J's operations call it. */
  int code() {
    return code;
  }

  /** Copies an NCHW tensor out of the heap. */
  public INDArray load(Plan plan, Tensor images) {
    return this == NCHW ? plan.load(images) : plan.load(images, 0, 2, 3, 1);
  }

  /** How what holds images of an NCHW shape is shaped. */
  long[] dimensions(Shape shape) {
    long[] dimensions = shape.toLongArray();
    dimensions[channels] = shape.dimension(1);
    dimensions[rows] = shape.dimension(2);
    dimensions[columns] = shape.dimension(3);
    return dimensions;
  }

  /** The same memory with its axes in the order NCHW. */
  public INDArray asNchw(INDArray images) {
    return images.permute(0, channels, rows, columns);
  }

  /** Adds rows and columns of a constant by an operation of the plan. */
  INDArray withBorder(Plan plan, INDArray images, Padding border, double value) {
    return of(border).around(plan, images, value);
  }

  /** The shape of images with a border around them. */
  long[] shapeWithBorder(INDArray images, Padding border) {
    return of(border).shapeAround(images);
  }

  /** The images inside a border: a view. */
  INDArray withoutBorder(INDArray bordered, Padding border) {
    return of(border).inside(bordered);
  }

  /** Where an axis of NCHW lies. */
  int axis(int axis) {
    return new int[] {0, channels, rows, columns}[axis];
  }

  /** The axis of the channels. */
  public int channels() {
    return channels;
  }

  /** The axes of rows and columns. */
  public long[] plane() {
    return new long[] {rows, columns};
  }

  private Border of(Padding border) {
    int[][] widths = new int[4][2];
    widths[rows] = new int[] {border.top(), border.bottom()};
    widths[columns] = new int[] {border.left(), border.right()};
    return new Border(widths);
  }
}

package dev.assay.reference.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The dimensions of a tensor, outermost first; every dimension is at least 1. Immutable. */
public final class Shape {
  private final int[] dimensions;
  private final int size;

  private Shape(int[] dimensions) {
    long product = 1;
    for (int dimension : dimensions) {
      if (dimension < 1) {
        throw new IllegalArgumentException(
            "shape " + text(dimensions) + " has a dimension below 1");
      }
      product *= dimension;
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + text(dimensions) + " has more than 2^31-1 elements");
      }
    }
    this.dimensions = dimensions;
    this.size = (int) product;
  }

  /**
   * A shape with these dimensions.
   *
   * @throws IllegalArgumentException if a dimension is below 1, or there are more than 2³¹ − 1
   *     elements
   */
  public static Shape of(int... dimensions) {
    return new Shape(dimensions.clone());
  }

  /**
   * Parses {@code 2x3x8x8}.
   *
   * @throws IllegalArgumentException if it is no such text, a dimension is below 1, or there are
   *     more than 2³¹ − 1 elements
   */
  public static Shape parse(String text) {
    return new Shape(
        Arrays.stream(text.split("x", -1))
            .mapToInt(part -> Integer.parseInt(part.trim()))
            .toArray());
  }

  /** The number of elements: the product of all dimensions. */
  public int size() {
    return size;
  }

  public int rank() {
    return dimensions.length;
  }

  public int dimension(int axis) {
    return dimensions[axis];
  }

  public int[] toArray() {
    return dimensions.clone();
  }

  public long[] toLongArray() {
    return Arrays.stream(dimensions).asLongStream().toArray();
  }

  /** How far apart, in row-major order, two neighbours along {@code axis} lie. */
  public int stride(int axis) {
    return sizeFrom(axis + 1);
  }

  /** The product of the dimensions from {@code axis} on; 1 if there are none. */
  public int sizeFrom(int axis) {
    int product = 1;
    for (int i = axis; i < dimensions.length; i++) {
      product *= dimensions[i];
    }
    return product;
  }

  /** The coordinates of the element at a row-major position. */
  public int[] coordinates(int index) {
    int[] coordinates = new int[dimensions.length];
    int rest = index;
    for (int axis = dimensions.length - 1; axis >= 0; axis--) {
      coordinates[axis] = rest % dimensions[axis];
      rest /= dimensions[axis];
    }
    return coordinates;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** {@code 2x3x8x8}; what {@link #parse} reads. */
  @Override
  public String toString() {
    return text(dimensions);
  }

  private static String text(int[] dimensions) {
    return Arrays.stream(dimensions).mapToObj(String::valueOf).collect(Collectors.joining("x"));
  }
}

package dev.assay.reference.tensor;

import java.util.Arrays;

/**
 * A dense row-major tensor of doubles.
 *
 * <p>Inputs of a problem hold values of the problem's {@link DataType}, which a double represents
 * exactly, so the oracle and a float32 backend start from the same numbers. The array is shared,
 * not copied: whoever hands a tensor over no longer writes to it.
 */
public final class Tensor {
  private final Shape shape;
  private final double[] values;

  /**
   * Takes values as they are.
   *
   * @param values row-major
   * @throws IllegalArgumentException if there are more or fewer than the shape has elements
   */
  public Tensor(Shape shape, double[] values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + shape.size() + " values, not " + values.length);
    }
    this.shape = shape;
    this.values = values;
  }

  /**
   * Takes values as they are.
   *
   * @throws IllegalArgumentException if there are more or fewer than the shape has elements
   */
  public static Tensor of(Shape shape, double... values) {
    return new Tensor(shape, values);
  }

  /**
   * Copies floats, which doubles represent exactly.
   *
   * @param floats row-major
   * @throws IllegalArgumentException if there are more or fewer than the shape has elements
   */
  public static Tensor ofFloats(Shape shape, float[] floats) {
    double[] values = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      values[i] = floats[i];
    }
    return new Tensor(shape, values);
  }

  public Shape shape() {
    return shape;
  }

  public int size() {
    return values.length;
  }

  /** The element at a row-major position. */
  public double get(int index) {
    return values[index];
  }

  /** The values themselves, row-major; not to be written to. */
  public double[] values() {
    return values;
  }

  /** The largest magnitude of a value; NaN if one is. */
  public double largestMagnitude() {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  /** The values rounded to the nearest float; exact for the inputs of a float32 problem. */
  public float[] toFloats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /**
   * The same values in the same order under another shape of the same size.
   *
   * @throws IllegalArgumentException if its size is another
   */
  public Tensor reshape(Shape other) {
    return new Tensor(other, values);
  }

  @Override
  public String toString() {
    return shape + " " + (size() <= 64 ? Arrays.toString(values) : "(" + size() + " values)");
  }
}

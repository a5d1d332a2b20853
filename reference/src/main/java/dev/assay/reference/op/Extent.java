package dev.assay.reference.op;

/**
 * A pair of non-negative numbers, one for each spatial axis: a kernel size, a stride, a dilation.
 * Which values make sense is for the operation to check.
 *
 * @param h along the height
 * @param w along the width
 */
public record Extent(int h, int w) {

  /**
   * Parses {@code 3x5}.
   *
   * @throws IllegalArgumentException if it is not two whole numbers
   */
  public static Extent parse(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("'" + text + "' is not HEIGHTxWIDTH, like 3x5");
    }
    return new Extent(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public String toString() {
    return h + "x" + w;
  }
}

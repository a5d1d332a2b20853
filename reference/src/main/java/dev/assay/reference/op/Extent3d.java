package dev.assay.reference.op;

/**
 * Three non-negative numbers, one for each axis of a volume: a kernel size, a stride, a dilation.
 *
 * @param d along the depth
 * @param h along the height
 * @param w along the width
 */
public record Extent3d(int d, int h, int w) {

  /** Those along the height and the width. */
  public Extent plane() {
    return new Extent(h, w);
  }

  /**
   * Parses {@code 1x3x5}.
   *
   * @throws IllegalArgumentException if it is not three whole numbers
   */
  public static Extent3d parse(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("'" + text + "' is not DEPTHxHEIGHTxWIDTH, like 1x3x5");
    }
    return new Extent3d(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  @Override
  public String toString() {
    return d + "x" + h + "x" + w;
  }
}

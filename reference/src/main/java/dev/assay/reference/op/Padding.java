package dev.assay.reference.op;

/**
 * Rows and columns added around an image, each side on its own: where a table of layers says "pad
 * 0.5", it means one row and one column on one side only.
 */
public record Padding(int top, int bottom, int left, int right) {

  public static final Padding NONE = new Padding(0, 0, 0, 0);

  /** The same on all four sides. */
  public static Padding of(int all) {
    return symmetric(all, all);
  }

  public static Padding symmetric(int h, int w) {
    return new Padding(h, h, w, w);
  }

  public boolean isSymmetric() {
    return top == bottom && left == right;
  }

  /**
   * Parses {@code 1x2} (height and width, both sides alike) or {@code 0:1x0:1} (each side).
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Padding parse(String text) {
    String[] axes = text.split("x", -1);
    if (axes.length != 2) {
      throw new IllegalArgumentException(
          "'" + text + "' is not HEIGHTxWIDTH, like 1x2, or TOP:BOTTOMxLEFT:RIGHT, like 0:1x0:1");
    }
    String[] height = axes[0].split(":", -1);
    String[] width = axes[1].split(":", -1);
    if (height.length > 2 || width.length > 2) {
      throw new IllegalArgumentException("an axis has two sides, like 0:1");
    }
    return new Padding(
        Integer.parseInt(height[0]),
        Integer.parseInt(height[height.length - 1]),
        Integer.parseInt(width[0]),
        Integer.parseInt(width[width.length - 1]));
  }

  @Override
  public String toString() {
    return side(top, bottom) + "x" + side(left, right);
  }

  private static String side(int before, int after) {
    return before == after ? String.valueOf(before) : before + ":" + after;
  }
}

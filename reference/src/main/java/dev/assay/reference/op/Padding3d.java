package dev.assay.reference.op;

/**
 * Elements added around a volume.
 *
 * @param d along the depth
 * @param h along the height
 * @param w along the width
 */
public record Padding3d(Sides d, Sides h, Sides w) {

  public static final Padding3d NONE = new Padding3d(Sides.NONE, Sides.NONE, Sides.NONE);

  public boolean isSymmetric() {
    return d.isSymmetric() && h.isSymmetric() && w.isSymmetric();
  }

  /** What is added around each slice. */
  public Padding plane() {
    return new Padding(h.before(), h.after(), w.before(), w.after());
  }

  /**
   * Parses {@code 1x2x3} (both sides alike) or {@code 0:1x0:1x0} (each side).
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Padding3d parse(String text) {
    String[] axes = text.split("x", -1);
    if (axes.length != 3) {
      throw new IllegalArgumentException(
          "'" + text + "' is not DEPTHxHEIGHTxWIDTH, like 1x2x3, or both sides, like 0:1x0:1x0:2");
    }
    return new Padding3d(Sides.parse(axes[0]), Sides.parse(axes[1]), Sides.parse(axes[2]));
  }

  @Override
  public String toString() {
    return d + "x" + h + "x" + w;
  }
}

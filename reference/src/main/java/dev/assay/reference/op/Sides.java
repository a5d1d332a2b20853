package dev.assay.reference.op;

/**
 * Elements added at the two ends of one axis, each on its own.
 *
 * @param before the first element
 * @param after the last element
 */
public record Sides(int before, int after) {

  public static final Sides NONE = new Sides(0, 0);

  public boolean isSymmetric() {
    return before == after;
  }

  /**
   * Parses {@code 1} (both sides alike) or {@code 0:1} (each side).
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Sides parse(String text) {
    String[] sides = text.split(":", -1);
    if (sides.length > 2) {
      throw new IllegalArgumentException("an axis has two sides, like 0:1");
    }
    return new Sides(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
  }

  @Override
  public String toString() {
    return before == after ? String.valueOf(before) : before + ":" + after;
  }
}

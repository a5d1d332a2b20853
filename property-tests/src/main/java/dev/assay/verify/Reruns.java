package dev.assay.verify;

/**
 * Problems that were computed twice.
 *
 * @param problems how many there were
 * @param otherBits in how many of them the second run gave other bits than the first
 */
public record Reruns(int problems, int otherBits) {
  public static final Reruns NONE = new Reruns(0, 0);

  /** All of both. */
  public Reruns plus(Reruns other) {
    return new Reruns(problems + other.problems, otherBits + other.otherBits);
  }
}

package dev.assay.bench;

/** A problem whose time is not given away, because it would not be that of computing it. */
final class WithheldException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean wrong;

  private WithheldException(boolean wrong, String message) {
    super(message);
    this.wrong = wrong;
  }

  /** The results of what is timed are wrong. */
  static WithheldException wrong(String message) {
    return new WithheldException(true, message);
  }

  /** The results are right, but they were not computed in that time. */
  static WithheldException mistrusted(String message) {
    return new WithheldException(false, message);
  }

  /** Whether it is because of wrong results. */
  boolean isWrong() {
    return wrong;
  }
}

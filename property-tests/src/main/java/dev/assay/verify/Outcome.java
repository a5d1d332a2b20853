package dev.assay.verify;

/** What became of one problem on one backend. */
public enum Outcome {
  /**
   * Every element that was compared is within its bound; and where not all were, a law holds that
   * looks at all of them together, if there is one.
   */
  PASSED,
  /**
   * An element outside its bound, errors of a shorter arithmetic than declared, a law violated, an
   * exception for a valid problem, or other bits on a second run than promised.
   */
  FAILED,
  /**
   * Agreement that proves nothing, such as nothing but zeros or NaN on both sides; or a time in
   * which the results, which are right, were not computed, or not with as many threads.
   */
  MISTRUSTED,
  /** An invalid problem, refused with a clean error as it should be. */
  REJECTED,
  /** An invalid problem, computed without a word: what came out means nothing. */
  ACCEPTED,
  /** The backend has no way to compute the problem, or the machine too little memory. */
  UNSUPPORTED,
  /** The backend's process ended. */
  CRASHED,
  /** No answer before the deadline. */
  TIMED_OUT,
  /** Fails as one of the backend's known divergences says, and looks like it. */
  KNOWN,
  /** Passes though a known divergence says that it fails. */
  UNEXPECTED_PASS;

  /** Whether the backend did something wrong that nobody knew of. */
  public boolean isWrong() {
    return this == FAILED || isDeath();
  }

  /** Whether the backend's process did not live to answer. */
  public boolean isDeath() {
    return this == CRASHED || this == TIMED_OUT;
  }
}

package dev.assay.reports.job;

/** The seconds that verification of one backend may take, from now on. */
final class TimeShare {
  private final double seconds;
  private final long start = System.nanoTime();

  TimeShare(double seconds) {
    this.seconds = seconds;
  }

  double seconds() {
    return seconds;
  }

  /**
   * Whether only so much is left as is needed in the end; but half of the share is for what comes
   * before that in any case.
   */
  boolean isOver(double neededInTheEnd) {
    double left = seconds - (System.nanoTime() - start) / 1e9;
    return left <= Math.min(neededInTheEnd, seconds / 2);
  }
}

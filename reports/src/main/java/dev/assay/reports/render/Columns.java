package dev.assay.reports.render;

/**
 * Where runs are in a drawing: side by side, or several in one column if there are too many.
 *
 * @param runs how many there are
 * @param count of columns
 */
record Columns(int runs, int count) {
  /** So many for so many runs at most. */
  static Columns of(int runs, int most) {
    return new Columns(runs, Math.min(runs, most));
  }

  int of(int run) {
    return (int) ((long) run * count / runs);
  }

  /** The first run of a column. */
  int first(int column) {
    return (int) (((long) column * runs + count - 1) / count);
  }

  /** Whether each run has a column of its own. */
  boolean areRuns() {
    return runs == count;
  }
}

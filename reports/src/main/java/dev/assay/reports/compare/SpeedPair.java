package dev.assay.reports.compare;

/** The times of one problem in both runs. */
record SpeedPair(Timed before, Timed after) {
  // Any seeds do, as long as they differ and stay the same: a comparison made again says the same.
  private static final Resampling BASE = new Resampling(1);
  private static final Resampling HEAD = new Resampling(2);

  /** The logarithm of the head's time over the base's. */
  double logarithm() {
    return Resampling.logarithm(after.rounds()) - Resampling.logarithm(before.rounds());
  }

  /** That logarithm, as it might as well have come out. */
  double[] resampled() {
    double[] ratios = HEAD.logarithms(after.rounds(), after.scope().hashCode());
    double[] base = BASE.logarithms(before.rounds(), ~(long) before.scope().hashCode());
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] -= base[i];
    }
    return ratios;
  }
}

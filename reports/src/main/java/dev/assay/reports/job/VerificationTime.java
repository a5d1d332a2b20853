package dev.assay.reports.job;

import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.CampaignRecord.Position;

/**
 * The seconds that verification may take, from the start of the run on: what it takes to start the
 * backends counts, too.
 */
final class VerificationTime {
  private final CampaignRecord begun;
  private final long start = System.nanoTime();

  /**
   * Begins to count.
   *
   * @param begun how far the run had come when it was interrupted
   */
  VerificationTime(CampaignRecord begun) {
    this.begun = begun;
  }

  /**
   * A backend's even share of what is left, less what it took itself before it was interrupted.
   *
   * @param backends how many are still to come, with this one
   */
  TimeShare share(String backend, int backends) {
    if (begun.timeLimit() == null) {
      return new TimeShare(Double.POSITIVE_INFINITY);
    }
    double others = (System.nanoTime() - start) / 1e9;
    double own = 0;
    for (Position position : begun.positions()) {
      if (position.backend().equals(backend)) {
        own += position.seconds();
      } else {
        others += position.seconds();
      }
    }
    return new TimeShare((begun.timeLimit() - others) / backends - own);
  }
}

package dev.assay.reports.cli;

import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.CampaignRecord.Position;

/** The seconds that verification of one backend may take. */
final class TimeShare {
  private final double seconds;
  private final long start = System.nanoTime();

  private TimeShare(double seconds) {
    this.seconds = seconds;
  }

  /**
   * A backend's even share of what the backends before it have left, less what it took itself
   * before it was interrupted.
   *
   * @param backends how many are still to come, with this one
   */
  static TimeShare of(CampaignRecord campaign, String backend, int backends) {
    if (campaign.timeLimit() == null) {
      return new TimeShare(Double.POSITIVE_INFINITY);
    }
    double others = 0;
    double own = 0;
    for (Position position : campaign.positions()) {
      if (position.backend().equals(backend)) {
        own += position.seconds();
      } else {
        others += position.seconds();
      }
    }
    return new TimeShare((campaign.timeLimit() - others) / backends - own);
  }

  boolean isOver() {
    return (System.nanoTime() - start) / 1e9 >= seconds;
  }
}

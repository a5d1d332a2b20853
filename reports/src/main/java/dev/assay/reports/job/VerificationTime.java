package dev.assay.reports.job;

import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.CampaignRecord.Position;
import java.util.function.DoubleSupplier;

/**
 * The seconds that verification may take, from the start of the run on: what it takes to start the
 * backends, and to prove their networks, counts, too.
 */
final class VerificationTime {
  private final CampaignRecord begun;
  private final DoubleSupplier clock;
  private final double start;
  private int shares;
  private double inShares;
  private double shareStart;

  /**
   * Begins to count.
   *
   * @param begun how far the run had come when it was interrupted
   */
  VerificationTime(CampaignRecord begun) {
    this(begun, () -> System.nanoTime() / 1e9);
  }

  /**
   * Begins to count.
   *
   * @param clock tells seconds
   */
  VerificationTime(CampaignRecord begun, DoubleSupplier clock) {
    this.begun = begun;
    this.clock = clock;
    this.start = clock.getAsDouble();
  }

  /**
   * A backend's even share, beginning now, of what is left, less what it took itself before it was
   * interrupted. Each of those to come is left what it has taken so far to make a backend ready:
   * without that the first would have most of a time that networks take up.
   *
   * @param backends how many are still to come, with this one
   */
  TimeShare begin(String backend, int backends) {
    shareStart = clock.getAsDouble();
    shares++;
    if (begun.timeLimit() == null) {
      return new TimeShare(Double.POSITIVE_INFINITY);
    }
    double others = shareStart - start;
    double toMakeReady = (others - inShares) / shares;
    double own = 0;
    for (Position position : begun.positions()) {
      if (position.backend().equals(backend)) {
        own += position.seconds();
      } else {
        others += position.seconds();
      }
    }
    double left = begun.timeLimit() - others - (backends - 1) * toMakeReady;
    return new TimeShare(left / backends - own);
  }

  /** The share that began last is over. */
  void end() {
    inShares += clock.getAsDouble() - shareStart;
  }
}

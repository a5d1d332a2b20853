package dev.assay.reports.job;

import dev.assay.host.HostException;
import dev.assay.reports.record.CampaignRecord.Position;
import dev.assay.verify.Finding;
import dev.assay.verify.OperationReport;
import dev.assay.verify.Verifier;
import java.util.List;

/** How one operation's random problems of one backend go on, turn by turn. */
final class Course {
  private final Verifier.Campaign campaign;
  private Position position;

  Course(Verifier.Campaign campaign, Position start) {
    this.campaign = campaign;
    this.position = start;
  }

  Position position() {
    return position;
  }

  /** Every kind of failure that was met, also in a turn that was cut off. */
  List<Finding> findings() {
    return campaign.findings();
  }

  /**
   * Tries the problems up to a position and shrinks what failed.
   *
   * @throws HostException if the backend is gone for good; the position stays
   */
  OperationReport advance(long end) {
    long start = System.nanoTime();
    campaign.advance(end);
    OperationReport report = campaign.report();
    position =
        new Position(
            position.backend(),
            position.operation(),
            end,
            position.seconds() + (System.nanoTime() - start) / 1e9,
            report.cutShort());
    return report;
  }
}

package dev.assay.reports.render;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.CampaignRecord.Position;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.RunRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why what a run says of a backend is not all that was asked for, though the run went on.
 *
 * @param subject what is not whole: the operation, or {@code backend} for all that came later
 * @param sentence that says it
 */
record Shortfall(String backend, String subject, String sentence) {
  static List<Shortfall> of(RunRecord run) {
    return Stream.concat(
            run.backends().stream()
                .filter(backend -> backend.ended() != null)
                .map(Shortfall::ofEnded),
            run.givenUp().stream().map(position -> ofGivenUp(run, position)))
        .toList();
  }

  /** It did not come up again. */
  private static Shortfall ofEnded(BackendRecord backend) {
    return new Shortfall(
        backend.name(),
        "backend",
        backend.name()
            + " could not be continued ("
            + backend.ended()
            + "). What is here of it is valid, but not complete.");
  }

  /** It died of too many problems. */
  private static Shortfall ofGivenUp(RunRecord run, Position position) {
    return new Shortfall(
        position.backend(),
        position.operation(),
        position.backend()
            + " died of so many problems that "
            + position.operation()
            + " was given up after "
            + Numbers.count(tried(run, position))
            + ".");
  }

  private static int tried(RunRecord run, Position position) {
    return run.pace().stream()
        .filter(pace -> pace.backend().equals(position.backend()))
        .filter(pace -> pace.operation().equals(position.operation()))
        .mapToInt(PaceRecord::problems)
        .sum();
  }
}

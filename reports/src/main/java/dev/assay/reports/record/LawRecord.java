package dev.assay.reports.record;

import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One law, such as the adjoint identity, on one backend and operation.
 *
 * @param law its name
 * @param tries how many problems it was tried on
 * @param outcomes what became of them
 * @param worst null if nothing was compared
 */
public record LawRecord(
    String backend,
    String law,
    String operation,
    int tries,
    OutcomeCounts outcomes,
    @Nullable WorstRecord worst)
    implements Judged {

  public LawRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(law, "law");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(outcomes, "outcomes");
  }

  @Override
  public boolean isWrong() {
    return outcomes.wrong() > 0;
  }

  @Override
  public boolean answersWrongly() {
    return outcomes.of(Outcome.FAILED) > 0;
  }

  Object subject() {
    return List.of(backend, law, operation);
  }

  /** Both together, if no problem is in both. */
  LawRecord plus(LawRecord other) {
    return new LawRecord(
        backend,
        law,
        operation,
        tries + other.tries,
        outcomes.plus(other.outcomes),
        WorstRecord.of(worst, other.worst));
  }
}

package dev.assay.reports.record;

import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.util.List;
import java.util.Objects;

/**
 * One backend's results of one problem, on one thread and on several.
 *
 * @param problem its text
 * @param threads how many the several are
 * @param agreement how alike both are
 * @param message what kept them from being compared, or what was wrong; empty if nothing was
 */
public record ThreadsRecord(
    String backend, String problem, int threads, Agreement agreement, String message)
    implements Judged {

  public ThreadsRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(agreement, "agreement");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public boolean isWrong() {
    return agreement == Agreement.WRONG;
  }

  @Override
  public boolean answersWrongly() {
    return agreement == Agreement.WRONG;
  }

  Object subject() {
    return List.of(backend, problem);
  }
}

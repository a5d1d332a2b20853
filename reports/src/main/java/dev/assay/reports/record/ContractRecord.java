package dev.assay.reports.record;

import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;

/**
 * What one backend did with one invalid problem.
 *
 * @param name of the invalid problem
 * @param operation its operation
 * @param problem its text, with the inputs that contradict it
 * @param reason what is wrong with it
 * @param outcome REJECTED is as it should be
 * @param message what the backend said, or how much it computed, or how it died
 * @param reproduce the command that repeats it
 */
public record ContractRecord(
    String backend,
    String name,
    String operation,
    String problem,
    String reason,
    Outcome outcome,
    String message,
    String reproduce) {

  public ContractRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(reproduce, "reproduce");
  }

  Object subject() {
    return List.of(backend, name);
  }
}

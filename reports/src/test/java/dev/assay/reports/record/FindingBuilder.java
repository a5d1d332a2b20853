package dev.assay.reports.record;

import dev.assay.reports.record.FindingRecord.Divergence;
import dev.assay.verify.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure for tests, which say what matters to them: otherwise met once, and of no interest. */
public final class FindingBuilder {
  private final String backend;
  private final Outcome outcome;
  private final String problem;
  private @Nullable String law;
  private @Nullable String shrunk;
  private int occurrences = 1;
  private String message = "message";
  private @Nullable ElementRecord element;
  private @Nullable Divergence known;
  private @Nullable String reproduce;
  private @Nullable String log;

  /**
   * A failure of one backend.
   *
   * @param problem its text, which tells operation and direction
   */
  public FindingBuilder(String backend, Outcome outcome, String problem) {
    this.backend = backend;
    this.outcome = outcome;
    this.problem = problem;
  }

  public FindingBuilder law(String law) {
    this.law = law;
    return this;
  }

  public FindingBuilder shrunk(String shrunk) {
    this.shrunk = shrunk;
    return this;
  }

  public FindingBuilder occurrences(int occurrences) {
    this.occurrences = occurrences;
    return this;
  }

  public FindingBuilder message(String message) {
    this.message = message;
    return this;
  }

  public FindingBuilder element(ElementRecord element) {
    this.element = element;
    return this;
  }

  public FindingBuilder known(String id, String reason, String... links) {
    known = new Divergence(id, reason, List.of(links), List.of("an exception"));
    return this;
  }

  /** The command that repeats it; otherwise one that replays the smallest problem. */
  public FindingBuilder reproduce(String reproduce) {
    this.reproduce = reproduce;
    return this;
  }

  public FindingBuilder log(String log) {
    this.log = log;
    return this;
  }

  public FindingRecord build() {
    ProblemWords words = ProblemWords.of(problem);
    return new FindingRecord(
        backend,
        words.operation(),
        words.direction(),
        outcome,
        law,
        problem,
        shrunk,
        occurrences,
        message,
        element,
        known,
        reproduce == null ? replay() : reproduce,
        log);
  }

  private String replay() {
    return "assay replay --backend %s %s\"%s\""
        .formatted(
            backend,
            law == null ? "" : "--law \"" + law + "\" ",
            shrunk == null ? problem : shrunk);
  }
}

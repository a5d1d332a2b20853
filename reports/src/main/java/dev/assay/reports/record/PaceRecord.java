package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * How fast verification went on one backend and operation, oracle and worker boundary included.
 *
 * @param problems how many problems were judged
 * @param seconds wall time they took
 */
@JsonIgnoreProperties(value = "problemsPerSecond", allowGetters = true)
public record PaceRecord(String backend, String operation, int problems, double seconds) {

  public PaceRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(operation, "operation");
  }

  Object subject() {
    return List.of(backend, operation);
  }

  PaceRecord plus(PaceRecord other) {
    return new PaceRecord(backend, operation, problems + other.problems, seconds + other.seconds);
  }

  @JsonProperty("problemsPerSecond")
  public double problemsPerSecond() {
    return seconds > 0 ? problems / seconds : 0;
  }
}

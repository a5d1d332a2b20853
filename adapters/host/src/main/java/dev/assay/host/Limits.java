package dev.assay.host;

import java.time.Duration;
import java.util.Optional;

/**
 * What a worker may take before it is killed.
 *
 * @param start for opening its backend
 * @param problem for one problem
 * @param memory resident bytes of its process; enforced where {@code /proc} tells them
 */
public record Limits(Duration start, Duration problem, long memory) {

  /** Says so if a process holds more memory than it may. */
  public Optional<String> exceeded(Process process) {
    return ResidentMemory.of(process.toHandle()) > memory
        ? Optional.of("exceeded its memory limit of " + (memory >> 20) + " MiB")
        : Optional.empty();
  }
}

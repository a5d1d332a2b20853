package dev.assay.reports.job;

import dev.assay.host.Launch;
import dev.assay.host.Worker;

/** One part of what a run does: with each backend as it is started, then with all of them. */
interface Part {

  /**
   * Looks at a backend: verifies it, or finds out what of it is to be timed.
   *
   * @param worker the backend, started as {@code launch} says
   */
  void add(Launch launch, Worker worker);

  /** Times all backends in turn. A part that only verifies has nothing to time. */
  default void time(long seed) {}
}

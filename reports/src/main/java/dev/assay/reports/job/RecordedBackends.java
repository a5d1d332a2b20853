package dev.assay.reports.job;

import dev.assay.host.Descriptor;
import dev.assay.host.HostException;
import dev.assay.host.Launch;
import dev.assay.host.Worker;
import dev.assay.reports.record.BackendRecord;
import org.jspecify.annotations.Nullable;

/**
 * Starts the backends of a run and enters each into its record, those that cannot be started as
 * such. A command without a record has {@link UnrecordedBackends}.
 */
final class RecordedBackends {
  private final RunSession session;
  private final BackendPlan backends;

  RecordedBackends(RunSession session, BackendPlan backends) {
    this.session = session;
    this.backends = backends;
  }

  /** What is done with a started backend. */
  @FunctionalInterface
  interface Work {
    void with(Launch launch, Worker worker);
  }

  /**
   * Starts each backend in turn and works with it; one that dies for good costs nothing but itself.
   */
  void forEach(Work work) {
    for (Descriptor descriptor : backends.chosen()) {
      Resolution resolution = Resolution.of(descriptor, backends);
      Launch launch = resolution.launch();
      if (launch == null) {
        unavailable(descriptor, resolution.problem());
        continue;
      }
      try (Worker worker = new Worker(launch, backends.limits(), session.logs())) {
        BackendRecord backend = record(descriptor, worker);
        enter(descriptor, backend);
        work(descriptor, backend, () -> work.with(launch, worker));
      } catch (HostException e) {
        unavailable(descriptor, String.valueOf(e.getMessage()));
      }
    }
  }

  /** What was found of a backend before it could not be gone on with stays. */
  private void work(Descriptor descriptor, BackendRecord backend, Runnable work) {
    try {
      work.run();
    } catch (HostException e) {
      String reason = String.valueOf(e.getMessage());
      System.err.println("assay: " + reason);
      enter(descriptor, backend.ended(reason));
    }
  }

  private BackendRecord record(Descriptor descriptor, Worker worker) {
    return BackendRecord.of(
        descriptor.requestedName(),
        descriptor.title(),
        requestedVersion(descriptor),
        worker.description(),
        backends.asked());
  }

  private void enter(Descriptor descriptor, BackendRecord backend) {
    String adapters = backends.adaptersOf(descriptor).orElse(null);
    session.update(run -> run.with(backend.from(adapters)));
  }

  private void unavailable(Descriptor descriptor, String problem) {
    System.err.println("assay: " + problem);
    BackendRecord backend =
        BackendRecord.unavailable(
            descriptor.requestedName(),
            descriptor.title(),
            requestedVersion(descriptor),
            backends.device().toString(),
            problem);
    enter(descriptor, backend);
  }

  private static @Nullable String requestedVersion(Descriptor descriptor) {
    return descriptor.isOtherVersion() ? descriptor.version() : null;
  }
}

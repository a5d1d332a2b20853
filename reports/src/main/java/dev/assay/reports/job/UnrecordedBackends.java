package dev.assay.reports.job;

import dev.assay.host.Descriptor;
import dev.assay.host.HostException;
import dev.assay.host.Worker;
import dev.assay.reports.console.ExitCode;

/**
 * Starts the backends of a command that keeps no record, as {@link RecordedBackends} those of a
 * run.
 */
public final class UnrecordedBackends {
  private UnrecordedBackends() {}

  /** What is done with a started backend. */
  @FunctionalInterface
  public interface Work {
    /** Gives an exit code. */
    int with(Descriptor descriptor, Worker worker);
  }

  /**
   * Starts each backend in turn and works with it. One that cannot be started costs itself and no
   * other.
   *
   * @return the exit code of the command: that of a wrong backend before that of a missing one
   */
  public static int each(BackendPlan plan, Work work) {
    return ExitCode.worst(
        plan.chosen().stream().map(descriptor -> start(plan, descriptor, work)).toList());
  }

  /** Starts one backend and works with it. */
  public static int start(BackendPlan plan, Descriptor descriptor, Work work) {
    Resolution resolution = Resolution.of(descriptor, plan);
    if (resolution.launch() == null) {
      System.err.println("assay: " + resolution.problem());
      return ExitCode.UNAVAILABLE;
    }
    try (PassingLogs logs = new PassingLogs()) {
      try (Worker worker = new Worker(resolution.launch(), plan.limits(), logs.path())) {
        int code = work.with(descriptor, worker);
        if (worker.hasDied()) {
          logs.keep();
        }
        return code;
      } catch (HostException e) {
        System.err.println("assay: " + e.getMessage());
        logs.keep();
        return ExitCode.UNAVAILABLE;
      }
    }
  }
}

package dev.assay.host;

import java.util.List;

/** A process, and those that it has started. */
public final class ProcessTree {
  private ProcessTree() {}

  /**
   * Kills all of them: what a backend has started would compute beside whatever comes next. Of a
   * process that is dead already nothing tells any more what it has started.
   */
  public static void kill(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}

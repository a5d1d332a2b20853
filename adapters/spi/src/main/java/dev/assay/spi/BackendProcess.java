package dev.assay.spi;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What every process does in which a backend runs, be it to verify it or to time it. */
public final class BackendProcess {
  /** How often to look for the parent. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /**
   * System property: the process id of the application, which may end before this process can look
   * for its parent.
   */
  public static final String PARENT = "assay.parent";

  /** As of a process that was aborted. */
  private static final int ABORTED = 134;

  private BackendProcess() {}

  /** To be called first of all. */
  public static void begin() {
    endWithParent();
    dieFirstWhenMemoryRunsOut();
  }

  /**
   * Ends this process when the one that started it has ended, however that ended: a native call
   * that hangs, or a long one that is timed, would otherwise outlive the application. {@link
   * ProcessHandle#onExit} would look for a process that is no child of this one every five seconds
   * in the end.
   */
  private static void endWithParent() {
    long parent = Long.getLong(PARENT, parent());
    Thread watcher =
        new Thread(
            () -> {
              while (parent() == parent) {
                LockSupport.parkNanos(LOOK.toNanos());
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watcher");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Its process id; 0 if there is none. */
  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }

  /**
   * Where the kernel has to kill somebody for memory, it should be this process, whose death is a
   * result.
   */
  private static void dieFirstWhenMemoryRunsOut() {
    Path score = Path.of("/proc/self/oom_score_adj");
    if (Files.isWritable(score)) {
      try {
        Files.writeString(score, "1000");
      } catch (IOException e) {
        // Then the kernel chooses by size alone, which is this process in most cases too.
        System.err.println("oom_score_adj stays as it is: " + e.getMessage());
      }
    }
  }

  /**
   * Opens a backend by its class name, through the constructor {@link Backend} asks for. Throws
   * what the constructor throws, unless that is a checked exception.
   *
   * @throws ReflectiveOperationException if there is no such class, it has no such constructor, or
   *     that throws a checked exception
   * @throws ClassCastException if the class is no {@link Backend}
   */
  public static Backend open(String className, Device device, int threads)
      throws ReflectiveOperationException {
    try {
      return Class.forName(className)
          .asSubclass(Backend.class)
          .getConstructor(Device.class, int.class)
          .newInstance(device, threads);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Ends this process, because its context on a card is lost: every later call would fail with the
   * same error, whatever it is. A fresh process is needed, and nothing else is to be blamed.
   */
  public static void leave(String reason) {
    System.err.println(reason);
    Runtime.getRuntime().halt(ABORTED);
  }
}

package dev.assay.spi;

import java.lang.reflect.InvocationTargetException;

/** What every process does in which a backend runs, be it to verify it or to time it. */
public final class BackendProcess {
  private BackendProcess() {}

  /**
   * Ends this process when the one that started it has ended, however that ended: a native call
   * that hangs, or a long one that is timed, would otherwise outlive the application.
   */
  public static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              Thread watcher =
                  new Thread(
                      () -> {
                        parent.onExit().join();
                        Runtime.getRuntime().halt(1);
                      },
                      "parent-watcher");
              watcher.setDaemon(true);
              watcher.start();
            });
  }

  /**
   * Opens a backend by its class name, through the constructor {@link Backend} asks for. Throws
   * what the constructor throws, unless that is a checked exception.
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
}

package dev.assay.spi;

import java.io.File;

/** The threads of this process, for libraries that do not tell how many they have started. */
public final class NativeThreads {
  private static final String TASKS = "/proc/self/task";

  private NativeThreads() {}

  /** How many there are now, Java's too; 0 where the operating system does not say. */
  public static int count() {
    String[] tasks = new File(TASKS).list();
    return tasks == null ? 0 : tasks.length;
  }
}

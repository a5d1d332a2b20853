package dev.assay.spi;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The threads of this process, for libraries that do not tell how many they have started. */
public final class NativeThreads {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** How the names of those begin that the JVM starts and ends as it needs them. */
  private static final List<String> COMING_AND_GOING =
      List.of("C1 Compiler", "C2 Compiler", "GC Thread", "G1 ");

  private NativeThreads() {}

  /**
   * How many there are now, Java's too, but for the compilers' and the garbage collectors'; 0 where
   * the operating system does not say.
   */
  public static int count() {
    int count = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        if (isCounted(task)) {
          count++;
        }
      }
    } catch (IOException e) {
      return 0; // not Linux
    }
    return count;
  }

  private static boolean isCounted(Path task) {
    try {
      String name = Files.readString(task.resolve("comm"));
      return COMING_AND_GOING.stream().noneMatch(name::startsWith);
    } catch (IOException e) {
      return false; // It has just ended.
    }
  }
}

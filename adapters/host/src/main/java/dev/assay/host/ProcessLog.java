package dev.assay.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What processes of a backend print, and what that says about how one of them died. */
public final class ProcessLog {
  /** What a process ended with that was killed by SIGHUP, SIGINT, SIGKILL or SIGTERM. */
  private static final Set<Integer> KILLED = Set.of(129, 130, 137, 143);

  /** What a JVM ends with that is told to end when its heap is exhausted. */
  private static final int HEAP_EXHAUSTED = 3;

  /** What a JVM prints first when it is crashed. */
  private static final String CRASHED = "A fatal error has been detected by the Java Runtime";

  /**
   * So much of what one process prints is kept; one that prints without end would fill the disk.
   */
  private static final long MOST_BYTES = 64L << 20;

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int TAIL_BYTES = 4000;
  private static final int TAIL_LINES = 20;

  private final long mostBytes;
  private final Path file;
  private final Path crashFile;
  private long start;

  /**
   * A log of processes that follow one another.
   *
   * @param folder must exist
   * @param name what its files are named after
   */
  public ProcessLog(Path folder, String name) {
    this(folder, name, MOST_BYTES);
  }

  ProcessLog(Path folder, String name, long mostBytes) {
    this.mostBytes = mostBytes;
    this.file = folder.resolve(name + ".log");
    this.crashFile = folder.resolve(name + "-crash.log");
  }

  public Path file() {
    return file;
  }

  /** Where the JVM writes what it knows of a native crash. */
  Path crashFile() {
    return crashFile;
  }

  /**
   * Starts the next JVM, which prints to this log. It has a folder for temporary files of its own,
   * since what it unpacks there is left behind by one that is killed, and by ONNX Runtime always.
   *
   * @param command makes it, given the arguments by which the JVM uses that folder, and leaves here
   *     what it knows of a native crash, and not in the working directory
   * @throws IOException if it cannot be started, or the log cannot be written
   * @throws UnwritableFolderException if that folder cannot be made
   */
  public Process start(Function<List<String>, ProcessBuilder> command) throws IOException {
    Files.deleteIfExists(crashFile);
    start = Files.exists(file) ? Files.size(file) : 0;
    TemporaryFolder temporary = new TemporaryFolder();
    try {
      Process process =
          command
              .apply(List.of("-XX:ErrorFile=" + crashFile, "-Djava.io.tmpdir=" + of(temporary)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
              .start();
      long from = start;
      Thread thread =
          new Thread(
              () -> {
                try (temporary) {
                  keepShort(process, from);
                }
              },
              "worker-log");
      thread.setDaemon(true);
      thread.start();
      return process;
    } catch (IOException | RuntimeException e) {
      temporary.close();
      throw e;
    }
  }

  /** JavaCPP and DJL keep their natives below the home folder, or else among temporary files. */
  private static String of(TemporaryFolder own) {
    return Files.isWritable(Path.of(System.getProperty("user.home")))
        ? own.path().toString()
        : System.getProperty("java.io.tmpdir");
  }

  private void keepShort(Process process, long from) {
    try {
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        keepShort(from);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepShort(long from) {
    try {
      if (Files.size(file) - from > mostBytes) {
        // The process appends, so what it prints from now on follows.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(from);
        }
        note("printed more than " + mostBytes + " bytes, which are not kept; from here on:");
      }
    } catch (IOException e) {
      // Not this time, then; there is no file to say so in.
    }
  }

  /** Adds a line of the application's own. */
  void note(String line) {
    try {
      Files.writeString(file, "assay: " + line + System.lineSeparator(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      // What the process prints cannot be written either.
    }
  }

  /** The last lines of the process that was started last. */
  String tail() {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      long end = access.length();
      // Somebody may have cut it off.
      long from = Math.min(end, Math.max(start, end - TAIL_BYTES));
      byte[] bytes = new byte[(int) (end - from)];
      access.seek(from);
      access.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Whether a process that was not killed from here was killed all the same. Where memory runs out,
   * the kernel kills one of ours rather than whoever takes it; what watches over memory, and batch
   * systems, ask it to end first, as no backend does by itself. So what such a process was
   * computing is asked once more, of a fresh one: what is to blame kills that too.
   */
  public static boolean isKilledFromOutside(int exitCode) {
    return KILLED.contains(exitCode);
  }

  /** Whether a process ended because its JVM's heap was too small. */
  static boolean isHeapExhausted(int exitCode) {
    return exitCode == HEAP_EXHAUSTED;
  }

  /** Notes what is asked once more, and why. */
  public void askedOnceMore(String why, String problem) {
    note(why + ", and asked once more: " + problem);
  }

  /** What an exit code means, with the native library at fault where the JVM could tell. */
  public String explain(int exitCode) {
    String meaning =
        switch (exitCode) {
          case HEAP_EXHAUSTED -> "Java heap exhausted";
          case 129 -> "ended from outside (SIGHUP)";
          case 130 -> "ended from outside (SIGINT)";
          case 134 -> "aborted (SIGABRT)";
          case 136 -> "arithmetic exception (SIGFPE)";
          case 137 -> "killed (SIGKILL), as the kernel does when memory runs out";
          case 139 -> "segmentation fault (SIGSEGV)";
          case 143 -> "ended from outside (SIGTERM)";
          default -> "ended";
        };
    return meaning + ", exit code " + exitCode + crashSite();
  }

  /** Whether the JVM says in the log that a native library has crashed it. */
  boolean hasCrash() {
    return tail().contains(CRASHED);
  }

  /** The signal and the library, as the JVM's own file says them, or else the log. */
  String crashSite() {
    try {
      List<String> lines =
          Files.exists(crashFile)
              ? Files.readAllLines(crashFile, StandardCharsets.UTF_8)
              : tail().lines().toList();
      StringBuilder site = new StringBuilder();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches("#\\s+(SIG|EXCEPTION|Internal|Out of Memory).*")) {
          site.append("; ").append(lines.get(i).replaceAll("^#\\s+|[ (,].*at pc.*$", ""));
        } else if (lines.get(i).startsWith("# Problematic frame:") && i + 1 < lines.size()) {
          site.append(" in ").append(lines.get(i + 1).replaceAll("^#\\s+", ""));
        }
      }
      return site.toString();
    } catch (IOException e) {
      return "";
    }
  }
}

package dev.assay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who has had the machine's processors so far, in seconds, as Linux accounts for it. Nobody, on
 * other systems. Only differences mean anything.
 *
 * @param running how long the backend's threads had one, all of them together
 * @param waiting how long they were ready to run and had none
 * @param busy how long anybody had one of those that this process may use
 * @param throttled how long this process's control groups, all processors together, were kept from
 *     them because they had used up their quota
 */
record ProcessorTime(double running, double waiting, double busy, double throttled) {
  private static final Path PROC = Path.of("/proc");
  private static final double MICRO = 1e-6;
  private static final double NANO = 1e-9;

  /** What {@code /proc/stat} counts in, on every architecture that Java runs on. */
  private static final double TICK = 1e-2;

  /**
   * How version 2 and version 1 of control groups call the time without a processor, in seconds.
   */
  private static final Map<String, Double> THROTTLED =
      Map.of("throttled_usec", MICRO, "throttled_time", NANO);

  private static final Pattern PROCESSOR = Pattern.compile("cpu(\\d+)");

  /**
   * Where a processor's line says how long it had nothing to do, and how long it awaited a disk.
   */
  private static final List<Integer> IDLE = List.of(4, 5);

  /**
   * Of this process, until whenever it is asked for. The backend's threads are the one that uses
   * it, and those that native libraries have started from that so far: they inherit its name. To
   * find them takes a millisecond.
   */
  static Supplier<ProcessorTime> ofBackend() {
    List<Path> threads = threads(PROC, BackendThread.NAME);
    List<Path> groups = new ControlGroups(Path.of("/")).folders("cpu");
    return () -> of(PROC, threads, groups, System.nanoTime() * NANO);
  }

  /**
   * Until a moment.
   *
   * @param threads the backend's
   * @param groups the control groups that it is in
   * @param seconds since some other moment
   */
  static ProcessorTime of(Path proc, List<Path> threads, List<Path> groups, double seconds) {
    double[] times = new double[2];
    for (Path thread : threads) {
      // running waiting times: nanoseconds, and how often it got a processor.
      String[] words = words(first(thread.resolve("schedstat")));
      for (int i = 0; i < times.length && i < words.length; i++) {
        times[i] += Long.parseLong(words[i]) * NANO;
      }
    }
    return new ProcessorTime(times[0], times[1], busy(proc, seconds), throttled(groups));
  }

  /** Each group counts what its own quota cost, and not that of the groups around it. */
  private static double throttled(List<Path> groups) {
    return groups.stream()
        .flatMap(group -> lines(group.resolve("cpu.stat")).stream())
        .map(ProcessorTime::words)
        .filter(words -> words.length == 2 && THROTTLED.containsKey(words[0]))
        .mapToDouble(words -> Long.parseLong(words[1]) * THROTTLED.getOrDefault(words[0], 0.0))
        .sum();
  }

  /**
   * What is busy is counted by looking now and then, what is idle by the clock, if in ticks only.
   * Whoever computes on processors that this process may not use, which containers see too, keeps
   * it from nothing.
   */
  private static double busy(Path proc, double seconds) {
    Optional<BitSet> allowed = AllowedProcessors.of(proc);
    return lines(proc.resolve("stat")).stream()
        .filter(line -> isOf(allowed, line))
        .map(ProcessorTime::words)
        .mapToDouble(words -> seconds - ticks(words) * TICK)
        .sum();
  }

  private static boolean isOf(Optional<BitSet> processors, String line) {
    Matcher processor = PROCESSOR.matcher(line);
    return processor.lookingAt()
        && processors.map(all -> all.get(Integer.parseInt(processor.group(1)))).orElse(true);
  }

  private static long ticks(String... words) {
    return IDLE.stream().mapToLong(i -> Long.parseLong(words[i])).sum();
  }

  /** The threads of a name. */
  static List<Path> threads(Path proc, String name) {
    try (Stream<Path> threads = Files.list(proc.resolve("self/task"))) {
      return threads.filter(thread -> first(thread.resolve("comm")).equals(name)).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String first(Path file) {
    return lines(file).stream().findFirst().orElse("");
  }

  /** None if the file is not there, or its thread no longer. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String[] words(String line) {
    return line.isEmpty() ? new String[0] : line.split("\\s+", -1);
  }

  ProcessorTime minus(ProcessorTime earlier) {
    return new ProcessorTime(
        running - earlier.running,
        waiting - earlier.waiting,
        busy - earlier.busy,
        throttled - earlier.throttled);
  }

  /** How long others than the backend's threads had a processor at least: to a tick, that is. */
  double others() {
    return busy - running - TICK;
  }
}

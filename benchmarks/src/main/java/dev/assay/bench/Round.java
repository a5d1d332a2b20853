package dev.assay.bench;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import dev.assay.spi.Origin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.openjdk.jmh.runner.Runner;

/**
 * One JVM that times many problems on one backend: what {@link BenchmarkMain} is told.
 *
 * @param backend class name of the {@link Backend}
 * @param device where it computes
 * @param threads how many threads it computes with
 * @param problems file with one problem text per line, read
 * @param results file for JMH's JSON, complete and valid after every problem; replaced
 * @param progress file for {@link RoundEvent}s, one per line, written as they happen; replaced
 * @param budget time per problem
 * @param seed decides the order of the problems
 */
public record Round(
    String backend,
    Device device,
    int threads,
    Path problems,
    Path results,
    Path progress,
    TimeBudget budget,
    long seed) {

  private static final List<String> NAMES =
      List.of(
          "backend",
          "device",
          "threads",
          "problems",
          "results",
          "progress",
          "warm-up",
          "measurement",
          "seed");

  /**
   * What OpenMP needs to be told, unless the user has told it already: each thread keeps to its own
   * core. Otherwise two of them may share one for as long as a problem is timed, although another
   * is idle: where all others took 75 µs for a convolution, one round in five took 240, and its
   * gradients ten times as long as usual.
   */
  public static Map<String, String> environment() {
    return Map.of("OMP_PROC_BIND", "true", "OMP_PLACES", "cores");
  }

  /** The arguments of {@link BenchmarkMain}: {@code name=value}. */
  public List<String> arguments() {
    return List.of(
        "backend=" + backend,
        "device=" + device,
        "threads=" + threads,
        "problems=" + problems,
        "results=" + results,
        "progress=" + progress,
        "warm-up=" + budget.warmUp(),
        "measurement=" + budget.measurement(),
        "seed=" + seed);
  }

  /**
   * Reads {@link #arguments} back.
   *
   * @throws IllegalArgumentException naming the argument that is missing, unknown or malformed
   */
  static Round parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0 || !NAMES.contains(argument.substring(0, equals))) {
        throw new IllegalArgumentException(
            "'" + argument + "' is none of " + String.join("=… ", NAMES) + "=…");
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Round(
        value(values, "backend", Function.identity()),
        value(values, "device", Device::parse),
        value(values, "threads", Integer::parseInt),
        value(values, "problems", Path::of),
        value(values, "results", Path::of),
        value(values, "progress", Path::of),
        new TimeBudget(
            value(values, "warm-up", Double::parseDouble),
            value(values, "measurement", Double::parseDouble)),
        value(values, "seed", Long::parseLong));
  }

  private static <T> T value(
      Map<String, String> values, String name, Function<String, T> conversion) {
    String text = values.get(name);
    if (text == null) {
      throw new IllegalArgumentException(name + "=… is missing");
    }
    try {
      return conversion.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + "=" + text + " is not a number");
    }
  }

  /** What a round needs beside the backend's own jars; where the classes of this JVM come from. */
  public static List<Path> classPath() {
    return Stream.of(Problem.class, Backend.class, Round.class, Runner.class, FastMath.class)
        .map(Origin::of)
        .distinct()
        .toList();
  }
}

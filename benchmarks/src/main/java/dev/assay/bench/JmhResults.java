package dev.assay.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reference.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the JSON that JMH wrote in several rounds of one backend. */
public final class JmhResults {
  /** What {@link ExecutionBenchmark.Circumstances} says of each iteration. */
  static final String SLOWDOWN = "slowdown";

  private static final String DEVICE = "device";
  private static final String STEADY = "steady";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Double> SECONDS =
      Map.of("s/op", 1.0, "ms/op", 1e-3, "us/op", 1e-6, "ns/op", 1e-9);

  private JmhResults() {}

  /**
   * Merges the files of several rounds. A problem need not be in all of them. One that is twice in
   * a file was timed again because it was disturbed: that is the same round.
   *
   * @return in the order in which problems first appear
   * @throws IllegalArgumentException naming the file that is not of {@link ExecutionBenchmark}
   */
  public static Map<Problem, Measurement> read(Collection<Path> files) throws IOException {
    Map<Problem, List<TimedRound>> rounds = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        read(file)
            .forEach(
                (problem, more) ->
                    rounds.computeIfAbsent(problem, p -> new ArrayList<>()).addAll(more));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            file + " is not a JMH result of this suite; run the benchmark again", e);
      }
    }
    Map<Problem, Measurement> measurements = new LinkedHashMap<>();
    rounds.forEach((problem, timed) -> measurements.put(problem, new Measurement(problem, timed)));
    return measurements;
  }

  private static Map<Problem, List<TimedRound>> read(Path file) throws IOException {
    Map<Problem, List<TimedRound>> rounds = new LinkedHashMap<>();
    for (JsonNode result : JSON.readTree(Files.readString(file))) {
      Problem problem = Problem.parse(result.required("params").required("problem").asText());
      rounds.merge(problem, rounds(result), JmhResults::continued);
    }
    return rounds;
  }

  /** The first round of what was timed later goes on with the last of what was timed before. */
  private static List<TimedRound> continued(List<TimedRound> before, List<TimedRound> later) {
    List<TimedRound> all = new ArrayList<>(before);
    all.set(all.size() - 1, all.get(all.size() - 1).with(later.get(0)));
    all.addAll(later.subList(1, later.size()));
    return all;
  }

  /** JMH's forks. */
  private static List<TimedRound> rounds(JsonNode result) {
    JsonNode metric = result.required("primaryMetric");
    Double unit = SECONDS.get(metric.required("scoreUnit").asText());
    if (unit == null) {
      throw new IllegalArgumentException("not a time: " + metric.required("scoreUnit"));
    }
    JsonNode times = metric.required("rawData");
    return IntStream.range(0, times.size())
        .mapToObj(
            fork ->
                new TimedRound(
                    times(times.get(fork), unit),
                    numbers(further(result, SLOWDOWN).path(fork)),
                    device(further(result, DEVICE).path(fork)),
                    steady(further(result, STEADY).path(fork)),
                    0))
        .toList();
  }

  private static List<Double> times(JsonNode fork, double unit) {
    List<Double> times = numbers(fork).stream().map(time -> time * unit).toList();
    if (!times.stream().allMatch(time -> time > 0)) {
      throw new IllegalArgumentException("not times: " + fork);
    }
    return times;
  }

  /** A further result of each iteration of each fork; missing in files of older versions. */
  private static JsonNode further(JsonNode result, String name) {
    return result.path("secondaryMetrics").path(name).path("rawData");
  }

  private static List<Double> numbers(JsonNode fork) {
    return StreamSupport.stream(fork.spliterator(), false).map(JsonNode::asDouble).toList();
  }

  /** JMH writes "NaN" where the device was not asked. */
  private static List<Double> device(JsonNode fork) {
    return StreamSupport.stream(fork.spliterator(), false).allMatch(JsonNode::isNumber)
        ? numbers(fork)
        : List.of();
  }

  /** Says the same of each iteration of a fork; JMH writes "NaN" where it is not known. */
  private static @Nullable Boolean steady(JsonNode fork) {
    JsonNode first = fork.path(0);
    return first.isNumber() ? first.asDouble() > 0 : null;
  }
}

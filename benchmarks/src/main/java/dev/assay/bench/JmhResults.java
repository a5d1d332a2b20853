package dev.assay.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reference.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads the JSON that JMH wrote in several rounds of one backend. */
public final class JmhResults {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Double> SECONDS =
      Map.of("s/op", 1.0, "ms/op", 1e-3, "us/op", 1e-6, "ns/op", 1e-9);

  private JmhResults() {}

  /**
   * Merges the files of several rounds. A problem need not be in all of them.
   *
   * @return in the order in which problems first appear
   * @throws IllegalArgumentException naming the file that is not of {@link ExecutionBenchmark}
   */
  public static Map<Problem, Measurement> read(Collection<Path> files) throws IOException {
    Map<Problem, List<double[]>> rounds = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        for (JsonNode result : JSON.readTree(Files.readString(file))) {
          Problem problem = Problem.parse(result.required("params").required("problem").asText());
          rounds.computeIfAbsent(problem, p -> new ArrayList<>()).addAll(rounds(result));
        }
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            file + " is not a JMH result of this suite; run the benchmark again", e);
      }
    }
    Map<Problem, Measurement> measurements = new LinkedHashMap<>();
    rounds.forEach((problem, times) -> measurements.put(problem, new Measurement(problem, times)));
    return measurements;
  }

  /** For each fork the seconds per run of each iteration. */
  private static List<double[]> rounds(JsonNode result) {
    JsonNode metric = result.required("primaryMetric");
    Double unit = SECONDS.get(metric.required("scoreUnit").asText());
    if (unit == null) {
      throw new IllegalArgumentException("not a time: " + metric.required("scoreUnit"));
    }
    List<double[]> forks = new ArrayList<>();
    for (JsonNode fork : metric.required("rawData")) {
      double[] times =
          StreamSupport.stream(fork.spliterator(), false)
              .mapToDouble(time -> time.asDouble() * unit)
              .toArray();
      if (!Arrays.stream(times).allMatch(time -> time > 0) || times.length == 0) {
        throw new IllegalArgumentException("not times: " + fork);
      }
      forks.add(times);
    }
    return forks;
  }
}

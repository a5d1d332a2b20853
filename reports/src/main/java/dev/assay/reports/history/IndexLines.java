package dev.assay.reports.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.reports.compare.Claim;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of an index: lines of JSON. Runs claim much the same and time the same problems, so each
 * claim and each problem has a line of its own, and runs refer to those by number.
 */
final class IndexLines {
  private static final String FORMAT = "assay-history-index";

  /** Raised whenever digests change. */
  private static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
          .build();

  private IndexLines() {}

  /** One line: it has one of these. */
  private record Line(
      @Nullable Header index,
      @Nullable Claim claim,
      @Nullable TimedProblem problem,
      @Nullable Row run) {}

  private record Header(String format, int version) {}

  private record Row(
      String file,
      Stamp stamp,
      String id,
      String started,
      RunState state,
      String assay,
      MachineRecord machine,
      List<String> sources,
      List<Part> backends) {}

  private record Part(
      String name,
      String device,
      int threads,
      @Nullable String error,
      SortedMap<String, String> versions,
      List<Integer> claims,
      List<Integer> problems,
      List<Double> medians,
      List<Double> lows,
      List<Double> highs) {}

  /**
   * Parses an index.
   *
   * @return what is known of each file; nothing if it is another version's
   * @throws IOException if it is no index, or none that is whole
   */
  static Map<Path, IndexEntry> parse(BufferedReader lines) throws IOException {
    Map<Path, IndexEntry> known = new HashMap<>();
    Line first = JSON.readValue(lines.readLine(), Line.class);
    if (!new Header(FORMAT, VERSION).equals(first.index)) {
      return known;
    }
    List<Claim> claims = new ArrayList<>();
    List<TimedProblem> problems = new ArrayList<>();
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      Line line = JSON.readValue(text, Line.class);
      if (line.claim != null) {
        claims.add(line.claim);
      } else if (line.problem != null) {
        problems.add(line.problem);
      } else if (line.run != null) {
        known.put(Path.of(line.run.file), entry(line.run, claims, problems));
      }
    }
    return known;
  }

  private static IndexEntry entry(Row row, List<Claim> claims, List<TimedProblem> problems) {
    return new IndexEntry(
        row.stamp,
        new RunDigest(
            row.id,
            Instant.parse(row.started),
            row.state,
            row.assay,
            row.machine,
            row.sources,
            row.backends.stream().map(part -> digest(part, claims, problems)).toList()));
  }

  private static BackendDigest digest(Part part, List<Claim> claims, List<TimedProblem> problems) {
    return new BackendDigest(
        part.name,
        part.device,
        part.threads,
        part.error,
        part.versions,
        part.claims.stream().map(claims::get).toList(),
        IntStream.range(0, part.problems.size())
            .mapToObj(
                i ->
                    new Time(
                        problems.get(part.problems.get(i)),
                        part.medians.get(i),
                        part.lows.get(i),
                        part.highs.get(i)))
            .toList());
  }

  /** Prints an index. */
  static String print(SortedMap<Path, IndexEntry> files) {
    StringBuilder text = new StringBuilder();
    append(text, new Line(new Header(FORMAT, VERSION), null, null, null));
    Numbers<Claim> claims = new Numbers<>(claim -> new Line(null, claim, null, null));
    Numbers<TimedProblem> problems = new Numbers<>(problem -> new Line(null, null, problem, null));
    files.forEach(
        (path, entry) -> {
          Row row = row(path, entry, claims, problems);
          claims.news(text);
          problems.news(text);
          append(text, new Line(null, null, null, row));
        });
    return text.toString();
  }

  private static Row row(
      Path path, IndexEntry entry, Numbers<Claim> claims, Numbers<TimedProblem> problems) {
    RunDigest run = entry.run();
    return new Row(
        path.toString(),
        entry.stamp(),
        run.id(),
        run.started().toString(),
        run.state(),
        run.assay(),
        run.machine(),
        run.sources(),
        run.backends().stream().map(backend -> part(backend, claims, problems)).toList());
  }

  private static Part part(BackendDigest b, Numbers<Claim> claims, Numbers<TimedProblem> problems) {
    return new Part(
        b.name(),
        b.device(),
        b.threads(),
        b.error(),
        b.versions(),
        b.claims().stream().map(claims::of).toList(),
        b.times().stream().map(Time::problem).map(problems::of).toList(),
        b.times().stream().map(Time::median).toList(),
        b.times().stream().map(Time::low).toList(),
        b.times().stream().map(Time::high).toList());
  }

  private static void append(StringBuilder text, Line line) {
    try {
      text.append(JSON.writeValueAsString(line)).append('\n');
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("digests must be printable", e);
    }
  }

  /** Numbers things in the order in which they are met. */
  private static final class Numbers<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();
    private final List<T> fresh = new ArrayList<>();
    private final Function<T, Line> line;

    Numbers(Function<T, Line> line) {
      this.line = line;
    }

    int of(T thing) {
      return numbers.computeIfAbsent(
          thing,
          t -> {
            fresh.add(t);
            return numbers.size();
          });
    }

    /** Writes those that were met since the last call. */
    void news(StringBuilder text) {
      fresh.forEach(thing -> append(text, line.apply(thing)));
      fresh.clear();
    }
  }
}

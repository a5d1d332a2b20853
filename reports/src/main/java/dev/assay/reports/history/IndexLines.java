package dev.assay.reports.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.TimedProblem;
import dev.assay.reports.record.Arithmetic;
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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of an index: lines of JSON. Runs claim much the same, compute in the same arithmetic and
 * time the same problems, so each claim, arithmetic and problem has a line of its own, and runs
 * refer to those by number.
 */
final class IndexLines {
  private static final String FORMAT = "assay-history-index";

  /** Raised whenever digests change. */
  private static final int VERSION = 6;

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
      @Nullable Computed computed,
      @Nullable TimedProblem problem,
      @Nullable Row run) {}

  /** That an operation in one direction was computed in an arithmetic. */
  private record Computed(String operation, String arithmetic) {}

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
      SortedMap<String, String> divergences,
      List<Integer> claims,
      List<Integer> computed,
      List<Double> errors,
      List<Double> leastErrors,
      List<Double> mostErrors,
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
    Shared shared = new Shared(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      Line line = JSON.readValue(text, Line.class);
      if (line.claim != null) {
        shared.claims.add(line.claim);
      } else if (line.computed != null) {
        shared.computed.add(line.computed);
      } else if (line.problem != null) {
        shared.problems.add(line.problem);
      } else if (line.run != null) {
        known.put(Path.of(line.run.file), entry(line.run, shared));
      }
    }
    return known;
  }

  /** What runs refer to by number. */
  private record Shared(List<Claim> claims, List<Computed> computed, List<TimedProblem> problems) {}

  private static IndexEntry entry(Row row, Shared shared) {
    return new IndexEntry(
        row.stamp,
        new RunDigest(
            row.id,
            Instant.parse(row.started),
            row.state,
            row.assay,
            row.machine,
            row.sources,
            row.backends.stream().map(part -> digest(part, shared)).toList()));
  }

  private static BackendDigest digest(Part part, Shared shared) {
    SortedMap<String, Arithmetic> arithmetic = new TreeMap<>();
    for (int i = 0; i < part.computed.size(); i++) {
      Computed computed = shared.computed.get(part.computed.get(i));
      arithmetic.put(
          computed.operation,
          new Arithmetic(
              computed.arithmetic,
              part.errors.get(i),
              part.leastErrors.get(i),
              part.mostErrors.get(i)));
    }
    return new BackendDigest(
        part.name,
        part.device,
        part.threads,
        part.error,
        part.versions,
        part.divergences,
        part.claims.stream().map(shared.claims::get).toList(),
        arithmetic,
        IntStream.range(0, part.problems.size())
            .mapToObj(
                i ->
                    new Time(
                        shared.problems.get(part.problems.get(i)),
                        part.medians.get(i),
                        part.lows.get(i),
                        part.highs.get(i)))
            .toList());
  }

  /** Prints an index. */
  static String print(SortedMap<Path, IndexEntry> files) {
    StringBuilder text = new StringBuilder();
    append(text, new Line(new Header(FORMAT, VERSION), null, null, null, null));
    SharedNumbers shared = new SharedNumbers();
    files.forEach(
        (path, entry) -> {
          Row row = row(path, entry, shared);
          shared.news(text);
          append(text, new Line(null, null, null, null, row));
        });
    return text.toString();
  }

  private static Row row(Path path, IndexEntry entry, SharedNumbers shared) {
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
        run.backends().stream().map(backend -> part(backend, shared)).toList());
  }

  private static Part part(BackendDigest b, SharedNumbers shared) {
    return new Part(
        b.name(),
        b.device(),
        b.threads(),
        b.error(),
        b.versions(),
        b.divergences(),
        b.claims().stream().map(shared.claims::of).toList(),
        b.arithmetic().entrySet().stream()
            .map(entry -> new Computed(entry.getKey(), entry.getValue().name()))
            .map(shared.computed::of)
            .toList(),
        b.arithmetic().values().stream().map(Arithmetic::median).toList(),
        b.arithmetic().values().stream().map(Arithmetic::low).toList(),
        b.arithmetic().values().stream().map(Arithmetic::high).toList(),
        b.times().stream().map(Time::problem).map(shared.problems::of).toList(),
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

  /** Numbers what runs refer to. */
  private static final class SharedNumbers {
    private final Numbers<Claim> claims =
        new Numbers<>(claim -> new Line(null, claim, null, null, null));
    private final Numbers<Computed> computed =
        new Numbers<>(computed -> new Line(null, null, computed, null, null));
    private final Numbers<TimedProblem> problems =
        new Numbers<>(problem -> new Line(null, null, null, problem, null));

    void news(StringBuilder text) {
      claims.news(text);
      computed.news(text);
      problems.news(text);
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

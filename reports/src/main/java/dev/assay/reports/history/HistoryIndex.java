package dev.assay.reports.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.reports.compare.Claim;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunFolderException;
import dev.assay.reports.record.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of files that were read before: lines of JSON. Runs claim much the same and time
 * the same problems, so each claim and each problem has a line of its own, and runs refer to those
 * by number.
 *
 * <p>A file is known as long as its size and time of change are the same. Whatever is wrong with
 * the index, it is made anew.
 */
public final class HistoryIndex {
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

  private final Map<Path, Entry> known = new LinkedHashMap<>();
  private final Map<Path, Entry> used = new ConcurrentHashMap<>();
  private final Map<Claim, Claim> claims = new ConcurrentHashMap<>();
  private final Map<TimedProblem, TimedProblem> problems = new ConcurrentHashMap<>();

  private HistoryIndex() {}

  /** What tells whether a file has changed. */
  record Stamp(long size, long modified) {
    static Stamp of(Path file) {
      try {
        return new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
      } catch (IOException e) {
        throw new RunFolderException(
            "there is no file " + file + " that can be read; name a run or a folder of runs", e);
      }
    }
  }

  private record Entry(Stamp stamp, RunDigest run) {}

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

  /** Reads an index; an empty one if there is none that can be understood. */
  public static HistoryIndex load(Path file) {
    HistoryIndex index = new HistoryIndex();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      Header header = JSON.readValue(lines.readLine(), Line.class).index;
      if (header != null && header.equals(new Header(FORMAT, VERSION))) {
        index.read(lines);
      }
      return index;
    } catch (IOException | RuntimeException e) {
      return new HistoryIndex(); // there is none yet, or not a whole one
    }
  }

  private void read(BufferedReader lines) throws IOException {
    List<Claim> claimList = new ArrayList<>();
    List<TimedProblem> problemList = new ArrayList<>();
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      Line line = JSON.readValue(text, Line.class);
      if (line.claim != null) {
        claimList.add(line.claim);
      } else if (line.problem != null) {
        problemList.add(line.problem);
      } else if (line.run != null) {
        known.put(Path.of(line.run.file), entry(line.run, claimList, problemList));
      }
    }
    claimList.forEach(claim -> claims.put(claim, claim));
    problemList.forEach(problem -> problems.put(problem, problem));
  }

  private static Entry entry(Row row, List<Claim> claims, List<TimedProblem> problems) {
    return new Entry(
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

  /** What is known of a file, if it is what it was. */
  Optional<RunDigest> get(Path file) {
    Path path = absolute(file);
    Entry entry = known.get(path);
    if (entry == null || !entry.stamp.equals(Stamp.of(file))) {
      return Optional.empty();
    }
    used.put(path, entry);
    return Optional.of(entry.run);
  }

  /**
   * Notes what a file says.
   *
   * @return the same, sharing with others what they have in common
   */
  RunDigest put(Path file, Stamp stamp, RunDigest run) {
    RunDigest shared =
        new RunDigest(
            run.id(),
            run.started(),
            run.state(),
            run.assay(),
            run.machine(),
            run.sources(),
            run.backends().stream().map(this::shared).toList());
    used.put(absolute(file), new Entry(stamp, shared));
    return shared;
  }

  private BackendDigest shared(BackendDigest b) {
    return new BackendDigest(
        b.name(),
        b.device(),
        b.threads(),
        b.error(),
        b.versions(),
        b.claims().stream().map(claim -> claims.computeIfAbsent(claim, c -> c)).toList(),
        b.times().stream()
            .map(
                time ->
                    new Time(
                        problems.computeIfAbsent(time.problem(), p -> p),
                        time.median(),
                        time.low(),
                        time.high()))
            .toList());
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /**
   * Keeps what is known of the files that were asked for, if that is news.
   *
   * @throws RunFolderException if it cannot be written
   */
  public void save(Path file) {
    if (used.equals(known)) {
      return;
    }
    Path folder = file.resolveSibling("");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new RunFolderException("cannot make " + folder + "; make its parent writable", e);
    }
    RunFolder.at(folder).write(String.valueOf(file.getFileName()), text());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    append(text, new Line(new Header(FORMAT, VERSION), null, null, null));
    Numbers<Claim> claimNumbers = new Numbers<>(c -> new Line(null, c, null, null));
    Numbers<TimedProblem> problemNumbers = new Numbers<>(p -> new Line(null, null, p, null));
    new TreeMap<>(used)
        .forEach(
            (path, entry) -> {
              Row row = row(path, entry, claimNumbers, problemNumbers);
              claimNumbers.news(text);
              problemNumbers.news(text);
              append(text, new Line(null, null, null, row));
            });
    return text.toString();
  }

  private static Row row(
      Path path, Entry entry, Numbers<Claim> claims, Numbers<TimedProblem> problems) {
    RunDigest run = entry.run;
    return new Row(
        path.toString(),
        entry.stamp,
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

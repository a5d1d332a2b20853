package dev.assay.reports.history;

import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.TimedProblem;
import dev.assay.reports.record.FolderException;
import dev.assay.reports.record.OutputFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of files that were read before. A file is known as long as its size and time of
 * change are the same. Whatever is wrong with an index, it is made anew.
 */
public final class HistoryIndex {
  private final Map<Path, IndexEntry> known;
  private final Map<Path, IndexEntry> used = new ConcurrentHashMap<>();
  private final Map<Claim, Claim> claims = new ConcurrentHashMap<>();
  private final Map<TimedProblem, TimedProblem> problems = new ConcurrentHashMap<>();

  private HistoryIndex(Map<Path, IndexEntry> known) {
    this.known = known;
  }

  /** Reads an index; an empty one if there is none that can be understood. */
  public static HistoryIndex load(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return new HistoryIndex(IndexLines.parse(lines));
    } catch (IOException | RuntimeException e) {
      return new HistoryIndex(Map.of()); // there is none yet, or not a whole one
    }
  }

  /** What is known of a file, if it is what it was. */
  Optional<RunDigest> get(Path file) {
    Path path = absolute(file);
    IndexEntry entry = known.get(path);
    if (entry == null || !entry.stamp().equals(Stamp.of(file))) {
      return Optional.empty();
    }
    used.put(path, entry);
    return Optional.of(entry.run());
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
    used.put(absolute(file), new IndexEntry(stamp, shared));
    return shared;
  }

  private BackendDigest shared(BackendDigest b) {
    return new BackendDigest(
        b.name(),
        b.device(),
        b.threads(),
        b.error(),
        b.versions(),
        b.divergences(),
        b.claims().stream().map(claim -> claims.computeIfAbsent(claim, c -> c)).toList(),
        b.arithmetic(),
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
   * @throws FolderException if it cannot be written
   */
  public void save(Path file) {
    if (used.equals(known)) {
      return;
    }
    OutputFolder.made(file.resolveSibling(""))
        .write(String.valueOf(file.getFileName()), IndexLines.print(new TreeMap<>(used)));
  }
}

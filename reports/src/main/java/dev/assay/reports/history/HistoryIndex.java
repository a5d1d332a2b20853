package dev.assay.reports.history;

import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.TimedProblem;
import dev.assay.reports.record.FolderException;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunJson;
import dev.assay.spi.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of files that were read before: a digest of each, in a folder of folders like those
 * of the file system. It is believed as long as the size and time of change of the file are the
 * same, and by the very build of Assay that made it. Whatever is wrong with it, it is made anew.
 */
public final class HistoryIndex {
  private static final Path ROOT = Path.of("/");
  private static final String DIGEST = "digest.json.gz";

  private static final Stamp ASSAY = Stamp.of(Origin.of(RunDigest.class));

  private final Path folder;
  private final Map<Claim, Claim> claims = new ConcurrentHashMap<>();
  private final Map<TimedProblem, TimedProblem> problems = new ConcurrentHashMap<>();
  private volatile @Nullable String trouble;

  /**
   * What is known of a file.
   *
   * @param assay which build made it
   * @param file when it was read
   */
  private record Entry(Stamp assay, Stamp file, RunDigest run) {
    Entry {
      Objects.requireNonNull(run, "run");
    }
  }

  /** An index that is kept in a folder, which is made when there is something to keep. */
  public HistoryIndex(Path folder) {
    this.folder = folder;
  }

  /** What is known of a file, if it is what it was. */
  Optional<RunDigest> get(Path file) {
    Stamp stamp = Stamp.of(file);
    Path digest = folder(file).resolve(DIGEST);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(digest))) {
      Entry entry = RunJson.parse(in.readAllBytes(), Entry.class);
      return ASSAY.equals(entry.assay) && stamp.equals(entry.file)
          ? Optional.of(shared(entry.run))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // there is none yet, or not a whole one
    }
  }

  /**
   * Notes what a file says.
   *
   * @return the same, sharing with others what they have in common
   */
  RunDigest put(Path file, Stamp stamp, RunDigest run) {
    try {
      OutputFolder.made(folder(file))
          .write(DIGEST, compressed(RunJson.compact(new Entry(ASSAY, stamp, run))));
    } catch (FolderException e) {
      trouble = e.getMessage();
    }
    return shared(run);
  }

  /** Why something could not be noted, which then takes as long the next time. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Forgets files that are not there any more. */
  public void forgetWhatIsGone() {
    try (Stream<Path> kept = Files.walk(folder)) {
      // What is in a folder comes before the folder.
      for (Path path : kept.sorted(Comparator.reverseOrder()).toList()) {
        Path of = path.endsWith(DIGEST) ? path.resolveSibling("") : path;
        if (Files.notExists(ROOT.resolve(folder.relativize(of)))) {
          Files.delete(path);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // There is no index yet, or another process does the same; the next time will do.
    }
  }

  /** What is kept of a file lies in a folder that has its place and name. */
  private Path folder(Path file) {
    Path path = file.toAbsolutePath().normalize();
    return folder.resolve(path.subpath(0, path.getNameCount()));
  }

  private static byte[] compressed(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("memory must be writable", e);
    }
    return bytes.toByteArray();
  }

  private RunDigest shared(RunDigest run) {
    return new RunDigest(
        run.id(),
        run.started(),
        run.state(),
        run.assay(),
        run.machine(),
        run.sources(),
        run.backends().stream().map(this::shared).toList());
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
}

package dev.assay.reports.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The folder of one run: {@code run.json} and whatever else the run keeps beside it.
 *
 * <p>Everything is written to a temporary file and then moved, so that a reader never meets half a
 * file, whenever the run is killed.
 */
public final class RunFolder {
  /** The record's name in the folder. */
  public static final String RECORD = "run.json";

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

  private static final int MOST_PER_SECOND = 100;

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes a new folder, named after the start of the run.
   *
   * @param parent where runs are kept; made if missing
   * @throws RunFolderException if it cannot be made
   */
  public static RunFolder create(Path parent, Instant started) {
    String id = ID.format(started);
    try {
      Files.createDirectories(parent);
      for (int i = 1; i <= MOST_PER_SECOND; i++) {
        Path path = parent.resolve(i == 1 ? id : id + "-" + i);
        try {
          return new RunFolder(Files.createDirectory(path));
        } catch (FileAlreadyExistsException e) {
          // Another run began in the same second; the next name is free.
        }
      }
      throw new RunFolderException(
          parent + " holds " + MOST_PER_SECOND + " runs of " + id + "; name another folder");
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot make a run folder in "
              + parent
              + " ("
              + FileTrouble.reason(e)
              + "); name a writable folder, or make this one writable",
          e);
    }
  }

  /**
   * A folder for files like those of a run, made if missing.
   *
   * @throws RunFolderException if it cannot be made, or not written
   */
  public static RunFolder made(Path path) {
    try {
      Files.createDirectories(path);
      if (!Files.isWritable(path)) {
        throw new AccessDeniedException(path.toString());
      }
      return new RunFolder(path);
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot make the folder "
              + path
              + " ("
              + FileTrouble.reason(e)
              + "); name a writable one",
          e);
    }
  }

  /** The folder of a run that was made before: the folder itself or its {@value #RECORD}. */
  public static RunFolder at(Path path) {
    return new RunFolder(path.endsWith(RECORD) ? path.resolveSibling("") : path);
  }

  public Path path() {
    return path;
  }

  /** The run's name: that of its folder. */
  public String id() {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  /**
   * Takes the folder, so that no other process goes on with the same run.
   *
   * @throws RunFolderException if another process has it, or it cannot be written
   */
  public RunLock lock() {
    RunLock lock;
    try {
      lock = RunLock.in(path);
    } catch (IOException e) {
      throw unwritable(path.resolve(RunLock.FILE), e);
    }
    if (lock == null) {
      throw new RunFolderException(
          "run " + id() + " is still going on; wait for its end, or interrupt it first");
    }
    return lock;
  }

  /** Writes the record, replacing the one before. */
  public void save(RunRecord run) {
    write(RECORD, RunJson.print(run));
  }

  /**
   * Writes a file of the folder, replacing the one before.
   *
   * @return where it is
   * @throws RunFolderException if it cannot be written; the file before is still there then
   */
  public Path write(String name, String text) {
    Path file = path.resolve(name);
    Path temporary = path.resolve("." + name + ".tmp");
    try {
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
      return Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      delete(temporary);
      throw unwritable(file, e);
    }
  }

  private static RunFolderException unwritable(Path file, IOException e) {
    return new RunFolderException(
        "cannot write "
            + file
            + " ("
            + FileTrouble.reason(e)
            + "); free space or make the folder writable",
        e);
  }

  /** Half a file takes space that may be what is missing. */
  private static void delete(Path half) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException e) {
      // Then it stays; what could not be written is said in any case.
    }
  }

  /**
   * Reads the record.
   *
   * @throws RunFolderException if there is none, or none that can be understood
   */
  public RunRecord load() {
    if (Files.isRegularFile(path)) {
      throw new RunFolderException(
          path + " is a file; name the folder of a run, such as runs/<id>, or its " + RECORD);
    }
    try {
      return parse(path.resolve(RECORD));
    } catch (NoSuchFileException e) {
      throw new RunFolderException(
          path + " holds no " + RECORD + "; name the folder of a run, such as runs/<id>", e);
    } catch (IOException e) {
      throw unreadable(path.resolve(RECORD), e);
    }
  }

  /**
   * Reads a record, whatever its file is called.
   *
   * @throws RunFolderException if it is none that can be understood
   */
  public static RunRecord read(Path file) {
    try {
      return parse(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RunRecord parse(Path file) throws IOException {
    return RunJson.parse(Files.readString(file), file.toString());
  }

  private static RunFolderException unreadable(Path file, IOException e) {
    return new RunFolderException(
        "cannot read "
            + file
            + " ("
            + FileTrouble.reason(e)
            + "); make it readable or name another run",
        e);
  }
}

package dev.assay.reports.record;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The folder of one run: {@code run.json} and whatever else the run keeps beside it. */
public final class RunFolder {
  /** The record's name in the folder. */
  public static final String RECORD = "run.json";

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

  private static final int MOST_PER_SECOND = 100;

  private final OutputFolder output;

  private RunFolder(Path path) {
    output = new OutputFolder(path);
  }

  /**
   * Makes a new folder, named after the start of the run.
   *
   * @param parent where runs are kept; made if missing
   * @throws FolderException if it cannot be made
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
      throw new FolderException(
          parent + " holds " + MOST_PER_SECOND + " runs of " + id + "; name another folder");
    } catch (IOException e) {
      throw new FolderException(
          "cannot make a run folder in "
              + parent
              + " ("
              + FileTrouble.reason(e)
              + "); name a writable folder, or make this one writable",
          e);
    }
  }

  /** The folder of a run that was made before: the folder itself or its {@value #RECORD}. */
  public static RunFolder at(Path path) {
    return new RunFolder(path.endsWith(RECORD) ? path.resolveSibling("") : path);
  }

  public Path path() {
    return output.path();
  }

  /** The same to write the run's reports to. */
  public OutputFolder output() {
    return output;
  }

  /** The run's name: that of its folder. */
  public String id() {
    return String.valueOf(path().toAbsolutePath().normalize().getFileName());
  }

  /**
   * Takes the folder, so that no other process goes on with the same run.
   *
   * @throws FolderException if another process has it, or it cannot be written
   */
  public RunLock lock() {
    RunLock lock;
    try {
      lock = RunLock.in(path());
    } catch (IOException e) {
      throw OutputFolder.unwritable(path().resolve(RunLock.FILE), e);
    }
    if (lock == null) {
      throw new FolderException(
          "run " + id() + " is still going on; wait for its end, or interrupt it first");
    }
    return lock;
  }

  /** Writes the record, replacing the one before. */
  public void save(RunRecord run) {
    output.write(RECORD, RunJson.print(run));
  }

  /**
   * Reads the record.
   *
   * @throws FolderException if there is none, or none that can be understood
   */
  public RunRecord load() {
    if (Files.isRegularFile(path())) {
      throw new FolderException(
          path() + " is a file; name the folder of a run, such as runs/<id>, or its " + RECORD);
    }
    try {
      return parse(path().resolve(RECORD));
    } catch (NoSuchFileException e) {
      throw new FolderException(
          path() + " holds no " + RECORD + "; name the folder of a run, such as runs/<id>", e);
    } catch (IOException e) {
      throw unreadable(path().resolve(RECORD), e);
    }
  }

  /**
   * Reads a record, whatever its file is called.
   *
   * @throws FolderException if it is none that can be understood
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

  private static FolderException unreadable(Path file, IOException e) {
    return new FolderException(
        "cannot read "
            + file
            + " ("
            + FileTrouble.reason(e)
            + "); make it readable or name another run",
        e);
  }
}

package dev.assay.reports.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder to write files to.
 *
 * <p>Everything is written to a temporary file and then moved, so that a reader never meets half a
 * file, whenever the writer is killed.
 */
public record OutputFolder(Path path) {

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A folder, made if missing.
   *
   * @throws FolderException if it cannot be made, or not written
   */
  public static OutputFolder made(Path path) {
    try {
      Files.createDirectories(path);
      if (!Files.isWritable(path)) {
        throw new AccessDeniedException(path.toString());
      }
      return new OutputFolder(path);
    } catch (IOException e) {
      throw new FolderException(
          "cannot make the folder "
              + path
              + " ("
              + FileTrouble.reason(e)
              + "); name a writable one",
          e);
    }
  }

  /**
   * Writes a file of the folder, replacing the one before.
   *
   * @return where it is
   * @throws FolderException if it cannot be written; the file before is still there then
   */
  public Path write(String name, Content content) {
    Path file = path.resolve(name);
    Path temporary = path.resolve("." + name + ".tmp");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        content.writeTo(out);
      }
      return Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      delete(temporary);
      throw unwritable(file, e);
    } catch (RuntimeException | Error e) {
      delete(temporary);
      throw e;
    }
  }

  /** Writes bytes, likewise. */
  public Path write(String name, byte[] content) {
    return write(name, out -> out.write(content));
  }

  /** Writes a text, likewise. */
  public Path write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static FolderException unwritable(Path file, IOException e) {
    return new FolderException(
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
}

package dev.assay.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A text beside a class, one thing a line. */
public final class Table {
  private Table() {}

  /** Its lines; those that are blank or begin with # do not count. */
  public static List<String> lines(Class<?> owner, String name) {
    try (InputStream table = owner.getResourceAsStream(name)) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.assay.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The lines of a text beside a class, one thing each. */
public final class ResourceLines {
  private ResourceLines() {}

  /** All but those that are blank or begin with #. */
  public static List<String> of(Class<?> owner, String name) {
    try (InputStream table = owner.getResourceAsStream(name)) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

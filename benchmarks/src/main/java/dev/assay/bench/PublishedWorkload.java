package dev.assay.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Layers that were published as a benchmark, not as a network: they come with Assay, as a text like
 * that of a user's file, and are known by a name.
 *
 * @param name what the field calls it, in lower case
 * @param source who published it and what of it this is, in one line
 */
public record PublishedWorkload(String name, String source) {
  private static final List<PublishedWorkload> ALL =
      List.of(
          new PublishedWorkload(
              "deepbench",
              "Baidu Research 2016, the convolutions of DeepBench, in its own batch sizes"));

  /** All there are, by name. */
  public static List<PublishedWorkload> all() {
    return ALL;
  }

  /** The one of this name, if there is one. */
  public static Optional<PublishedWorkload> find(String name) {
    return ALL.stream().filter(published -> published.name.equals(name)).findFirst();
  }

  /**
   * Its layers.
   *
   * @param batch images at once, where a layer does not say it
   */
  public Workload workload(int batch) {
    String resource = name + ".txt";
    try (InputStream text = PublishedWorkload.class.getResourceAsStream(resource)) {
      return WorkloadFile.parse(
          name,
          resource,
          new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8),
          batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

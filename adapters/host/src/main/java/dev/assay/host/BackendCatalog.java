package dev.assay.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The backends that were built: a folder each, with a descriptor and the backend's own jars. */
public final class BackendCatalog {
  private final List<Descriptor> descriptors;

  /** Reads a folder of backends, as the build lays it out. */
  public BackendCatalog(Path folder) {
    try (Stream<Path> folders = Files.list(folder)) {
      descriptors =
          folders
              .filter(backend -> Files.exists(backend.resolve(Descriptor.FILE)))
              .sorted()
              .map(Descriptor::read)
              .toList();
    } catch (IOException e) {
      throw new HostException(
          "no backends at " + folder + "; build them with ./mvnw -DskipTests package", e);
    }
  }

  /** All backends, by name. */
  public List<Descriptor> all() {
    return descriptors;
  }

  /**
   * Finds a backend.
   *
   * @param name {@code dl4j}, or {@code dl4j@1.0.0-beta7} for another version of its library
   * @throws IllegalArgumentException if there is none of that name, naming those there are
   */
  public Descriptor find(String name) {
    int at = name.indexOf('@');
    String plain = at < 0 ? name : name.substring(0, at);
    Descriptor found =
        descriptors.stream()
            .filter(descriptor -> descriptor.name().equals(plain))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown backend '"
                            + plain
                            + "'; there are: "
                            + String.join(
                                ", ", descriptors.stream().map(Descriptor::name).toList())));
    return at < 0 ? found : found.withVersion(name.substring(at + 1));
  }
}

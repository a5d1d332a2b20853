package dev.assay.host;

import dev.assay.reference.op.NearMiss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The backends that were built, a folder each, with a descriptor and the backend's own jars; and
 * the variants that those descriptors name.
 */
public final class BackendCatalog {
  private final List<Descriptor> descriptors;

  /**
   * Reads folders of backends, as the build lays them out.
   *
   * @param folders each holds a folder for every backend, or is that of one itself
   * @throws HostException if one of them holds none, a descriptor is faulty, or two backends have
   *     the same name
   */
  public BackendCatalog(List<Path> folders) {
    descriptors = folders.stream().flatMap(folder -> read(folder).stream()).toList();
    Map<String, Path> named = new HashMap<>();
    for (Descriptor descriptor : descriptors) {
      Path other = named.put(descriptor.name(), descriptor.folder());
      if (other != null) {
        throw new HostException(
            String.format(
                "there are two backends of the name '%s', in %s and in %s; rename or remove one",
                descriptor.name(), other, descriptor.folder()));
      }
    }
  }

  private static List<Descriptor> read(Path folder) {
    if (Files.exists(folder.resolve(Descriptor.FILE))) {
      return DescriptorFile.read(folder.toAbsolutePath().normalize());
    }
    List<Descriptor> found;
    try (Stream<Path> folders = Files.list(folder)) {
      found =
          folders
              .filter(backend -> Files.exists(backend.resolve(Descriptor.FILE)))
              .sorted()
              .flatMap(backend -> DescriptorFile.read(backend).stream())
              .toList();
    } catch (IOException e) {
      throw new HostException(none(folder), e);
    }
    if (found.isEmpty()) {
      throw new HostException(none(folder));
    }
    return found;
  }

  private static String none(Path folder) {
    return "no backends at "
        + folder
        + "; build Assay's own with ./mvnw -DskipTests package, or name a folder that holds a"
        + " folder with a "
        + Descriptor.FILE;
  }

  /** All backends, by name. */
  public List<Descriptor> all() {
    return descriptors;
  }

  /** Those that are no variant of another. */
  public List<Descriptor> plain() {
    return descriptors.stream().filter(backend -> backend.variantOf().isEmpty()).toList();
  }

  /** The variants of a backend, with the version asked for of it. */
  public List<Descriptor> variants(Descriptor backend) {
    return descriptors.stream()
        .filter(other -> other.variantOf().equals(Optional.of(backend.name())))
        .map(other -> backend.isOtherVersion() ? other.withVersion(backend.version()) : other)
        .toList();
  }

  /**
   * Finds a backend.
   *
   * @param name {@code dl4j}, or {@code dl4j@1.0.0-M1.1} for another version of its library
   * @throws IllegalArgumentException if there is none of that name, naming those there are; or if
   *     no version follows the @, or half of one
   */
  public Descriptor find(String name) {
    int at = name.indexOf('@');
    if (at >= 0 && name.substring(at + 1).isBlank()) {
      throw new IllegalArgumentException(
          String.format("'%s' names no version; write it behind the @, or leave out the @", name));
    }
    String plain = at < 0 ? name : name.substring(0, at);
    Descriptor found =
        descriptors.stream()
            .filter(descriptor -> descriptor.name().equals(plain))
            .findFirst()
            .orElseThrow(() -> unknown(plain));
    return at < 0 ? found : found.withVersion(name.substring(at + 1));
  }

  private IllegalArgumentException unknown(String name) {
    List<String> names = descriptors.stream().map(Descriptor::name).toList();
    return new IllegalArgumentException(
        "unknown backend '"
            + name
            + "'; "
            + NearMiss.of(name, names).orElse("there are: " + String.join(", ", names)));
  }
}

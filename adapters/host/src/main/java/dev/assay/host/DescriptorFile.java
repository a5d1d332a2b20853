package dev.assay.host;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the descriptor of a folder: a backend, and the variants of it that words alone make. */
final class DescriptorFile {
  private static final Pattern OF_VARIANT = Pattern.compile("variant\\.([\\w-]+)\\.(.+)");

  /** What a variant may replace, natives aside. */
  private static final SortedSet<String> KEYS =
      new TreeSet<>(
          Set.of("title", "class", "version", "artifacts", "jvm", "options", "environment"));

  private final Path folder;
  private final String name;

  private DescriptorFile(Path folder) {
    this.folder = folder;
    this.name = String.valueOf(folder.getFileName());
  }

  /**
   * The backend of a folder, then its variants by name.
   *
   * @throws HostException if the descriptor is none
   */
  static List<Descriptor> read(Path folder) {
    return new DescriptorFile(folder).descriptors();
  }

  private List<Descriptor> descriptors() {
    Properties own = load(folder);
    SortedMap<String, Properties> variants = new TreeMap<>();
    for (String key : own.stringPropertyNames()) {
      Matcher ofVariant = OF_VARIANT.matcher(key);
      if (ofVariant.matches() && isReplaceable(ofVariant.group(2))) {
        variants
            .computeIfAbsent(ofVariant.group(1), variant -> new Properties())
            .setProperty(ofVariant.group(2), own.getProperty(key));
      } else if (!isReplaceable(key) && !key.equals(Descriptor.VARIANT_OF)) {
        throw unknown(key);
      }
    }
    require(name, own, "title", "class");
    Properties whole = over(base(own), own);
    require(name, whole, "version");
    List<Descriptor> descriptors = new ArrayList<>();
    descriptors.add(descriptor(name, whole));
    variants.forEach(
        (variant, words) -> descriptors.add(variant(name + "-" + variant, words, whole)));
    return descriptors;
  }

  private static boolean isReplaceable(String key) {
    return KEYS.contains(key) || key.startsWith(Descriptor.NATIVES);
  }

  private HostException unknown(String key) {
    return new HostException(
        String.format(
            "backend %s: its descriptor has an unknown key '%s'; there are: %s, %s…, each also as"
                + " variant.NAME.KEY, and %s",
            name, key, String.join(", ", KEYS), Descriptor.NATIVES, Descriptor.VARIANT_OF));
  }

  /** What a variant of another folder's backend takes over; nothing for any other. */
  private Properties base(Properties own) {
    String word = own.getProperty(Descriptor.VARIANT_OF, "").strip();
    if (word.isEmpty()) {
      return new Properties();
    }
    Path other = folder.resolveSibling(word);
    if (!Files.exists(other.resolve(Descriptor.FILE))) {
      throw new HostException(
          "backend " + name + ": there is no " + other + " of which it could be a variant");
    }
    Properties base = load(other);
    if (base.containsKey(Descriptor.VARIANT_OF)) {
      throw new HostException(
          String.format(
              "backend %s: %s is a variant itself; name what that is one of", name, word));
    }
    return base;
  }

  private Descriptor variant(String variant, Properties words, Properties whole) {
    require(variant, words, "title");
    Properties all = over(whole, words);
    if (whole.getProperty(Descriptor.VARIANT_OF, "").isBlank()) {
      all.setProperty(Descriptor.VARIANT_OF, name);
    }
    return descriptor(variant, all);
  }

  private Descriptor descriptor(String named, Properties properties) {
    return new Descriptor(named, properties.getProperty("version"), folder, properties);
  }

  private static Properties over(Properties defaults, Properties own) {
    Properties both = new Properties(defaults);
    both.putAll(own);
    return both;
  }

  private static Properties load(Path folder) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(Descriptor.FILE))) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new HostException(
          "backend "
              + folder.getFileName()
              + ": cannot read its descriptor; build it again with ./mvnw package",
          e);
    }
  }

  private static void require(String name, Properties properties, String... keys) {
    for (String key : keys) {
      if (properties.getProperty(key, "").isBlank()) {
        throw new HostException("backend " + name + ": its descriptor lacks '" + key + "'");
      }
    }
  }
}

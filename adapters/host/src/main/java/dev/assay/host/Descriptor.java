package dev.assay.host;

import dev.assay.spi.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the application knows of a backend without starting it: the file {@code backend.properties}
 * beside the backend's jar.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code title}</td><td>for people</td></tr>
 * <tr><td>{@code class}</td><td>the implementation of {@link dev.assay.spi.Backend}</td></tr>
 * <tr><td>{@code version}</td><td>of the library; {@code name@other} on the command line replaces it</td></tr>
 * <tr><td>{@code artifacts}</td><td>Maven coordinates, comma-separated, resolved with what they depend on</td></tr>
 * <tr><td>{@code natives.PLATFORM[+FEATURE…].DEVICE}</td><td>Maven coordinates of the natives for a
 *     platform ({@code linux-x86_64}), processor features ({@code avx512}) and kind of device ({@code
 *     cpu}, {@code cuda}); of all that fit, the one with the most features is taken. Without any such
 *     key a backend is pure Java: it computes on {@code cpu}, on every platform, and has nothing to
 *     fetch but its artifacts. The version {@code {resolved}} is that in which the same library is
 *     needed by the others: JavaCPP loads no natives of another version than its Java is of, and
 *     which that is depends on the version asked for</td></tr>
 * <tr><td>{@code jvm}</td><td>arguments of the worker's JVM. It has the quick compiler alone unless
 *     told otherwise, because its optimising one takes time from natives that are timed: a backend
 *     that computes in Java needs {@code -XX:TieredStopAtLevel=4}, or it is timed about twice as
 *     slow as it is</td></tr>
 * <tr><td>{@code options}</td><td>more of them, so that a variant can set something without
 *     repeating its base's {@code jvm}</td></tr>
 * <tr><td>{@code environment}</td><td>{@code NAME=value} pairs for the worker; {@code
 *     NAME=} takes away a variable that the user may have set</td></tr>
 * <tr><td>{@code variant-of}</td><td>the backend, in the folder beside this one, that this is another
 *     way to use: whatever this descriptor leaves out, title and class aside, is taken from that
 *     one's, and its jars are on the class path</td></tr>
 * <tr><td>{@code variant.NAME.KEY}</td><td>a variant of this backend that needs no folder of its
 *     own, {@code FOLDER-NAME}: with this {@code KEY}, and whatever else is not given so as it
 *     stands in this descriptor. {@code variant.NAME.title} must be given</td></tr>
 * </table>
 *
 * In all values {@code {version}} and {@code {threads}} are filled in; of a version of two parts
 * also {@code {engine}}, which is before its last hyphen, and {@code {binding}}, which is behind
 * it: {@code 2.7.1-0.36.0} is PyTorch 2.7.1, called through DJL 0.36.0.
 *
 * @param name the backend's name on the command line
 * @param version the version asked for
 * @param folder where the backend's own jars and the file lie
 * @param properties its keys, with those of what it is a variant of for defaults
 */
public record Descriptor(String name, String version, Path folder, Properties properties) {
  /** The descriptor's name inside a backend's folder and jar. */
  public static final String FILE = "backend.properties";

  static final String NATIVES = "natives.";
  static final String VARIANT_OF = "variant-of";

  private static final String ENGINE = "{engine}";
  private static final String BINDING = "{binding}";

  /**
   * Takes the keys as they are, but for the environment.
   *
   * @throws HostException if that is no list of pairs
   */
  public Descriptor {
    checkEnvironment(name, properties.getProperty("environment", ""));
  }

  private static void checkEnvironment(String name, String pairs) {
    for (String pair : pairs.strip().split("\\s+")) {
      if (!pair.isEmpty() && pair.indexOf('=') < 1) {
        throw new HostException(
            String.format(
                "backend %s: 'environment' in its descriptor holds '%s', which is no NAME=value",
                name, pair));
      }
    }
  }

  /**
   * The same backend with another version of its library.
   *
   * @throws IllegalArgumentException if that has one part where this backend's have two
   */
  Descriptor withVersion(String other) {
    if (other.indexOf('-') < 0 && versionsHaveTwoParts()) {
      throw new IllegalArgumentException(
          String.format(
              "'%s@%s' names half a version; those of %s are of the engine and of what calls it"
                  + " from Java, such as %s",
              name, other, name, version));
    }
    return new Descriptor(name, other, folder, properties);
  }

  private boolean versionsHaveTwoParts() {
    return properties.stringPropertyNames().stream()
        .map(key -> properties.getProperty(key, ""))
        .anyMatch(value -> value.contains(ENGINE) || value.contains(BINDING));
  }

  /**
   * {@code dl4j}, or {@code dl4j@1.0.0-M1.1} if another version than the built-in one was asked
   * for.
   */
  public String requestedName() {
    return isOtherVersion() ? name + "@" + version : name;
  }

  /** Whether another version of the library was asked for than the built-in one. */
  public boolean isOtherVersion() {
    return !version.equals(properties.getProperty("version", ""));
  }

  /** The name of the backend that this is another way to use, if it is a variant. */
  public Optional<String> variantOf() {
    return Optional.of(text(VARIANT_OF)).filter(base -> !base.isEmpty());
  }

  /** Where its jars lie: its own folder, then that of what it is a variant of. */
  List<Path> folders() {
    return Stream.concat(Stream.of(folder), variantOf().map(folder::resolveSibling).stream())
        .distinct()
        .toList();
  }

  public String title() {
    return text("title");
  }

  public String className() {
    return text("class");
  }

  /** With {@link Launch#THREADS} as it stands, which a launch knows how to fill in. */
  List<String> jvmArguments() {
    return Stream.of("jvm", "options").flatMap(key -> words(key).stream()).toList();
  }

  /** With {@link Launch#THREADS} as it stands. */
  List<String> environment() {
    return words("environment");
  }

  private List<String> words(String key) {
    String text = text(key);
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
  }

  /** Maven coordinates of everything this backend needs on a platform. */
  List<String> artifacts(Platform platform, Device device) {
    if (!computesOn(device)) {
      throw new HostException(
          String.format(
              "%s computes on %s, not on %s; choose with --device %s",
              name,
              String.join(", ", kinds()),
              kind(device),
              computesOn(Device.CPU) ? Device.CPU : "cuda:0"));
    }
    List<String> coordinates = new ArrayList<>(list("artifacts"));
    if (!isPureJava()) {
      coordinates.addAll(list(nativesKey(platform, device)));
    }
    return coordinates;
  }

  private boolean isPureJava() {
    return supported().isEmpty();
  }

  private String nativesKey(Platform platform, Device device) {
    return bestNatives(platform, kind(device))
        .orElseThrow(
            () ->
                new HostException(
                    String.format(
                        "%s has no natives for %s on %s; it has: %s",
                        name, kind(device), platform, String.join(", ", supported()))));
  }

  private Optional<String> bestNatives(Platform platform, String kind) {
    String suffix = "." + kind;
    return supported().stream()
        .filter(natives -> natives.endsWith(suffix))
        .map(natives -> natives.substring(0, natives.length() - suffix.length()))
        .filter(place -> fits(place, platform))
        .max(Comparator.comparingInt(place -> place.split("\\+", -1).length))
        .map(place -> NATIVES + place + suffix);
  }

  /** Whether a platform has the name and all features of {@code PLATFORM[+FEATURE…]}. */
  private static boolean fits(String place, Platform platform) {
    String[] parts = place.split("\\+", -1);
    return parts[0].equals(platform.name())
        && platform.features().containsAll(Arrays.asList(parts).subList(1, parts.length));
  }

  /** The kinds of devices this backend computes on, on a platform: {@code cpu}, {@code cuda}. */
  public Set<String> devices(Platform platform) {
    if (isPureJava()) {
      return kinds();
    }
    return Arrays.stream(Device.Kind.values())
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .filter(kind -> bestNatives(platform, kind).isPresent())
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  /** Whether this backend computes on such a device on a platform. */
  public boolean computesOn(Device device, Platform platform) {
    return devices(platform).contains(kind(device));
  }

  /** Whether this backend computes on such a device at all, on whatever platform. */
  public boolean computesOn(Device device) {
    return kinds().contains(kind(device));
  }

  /** The kinds of devices this backend computes on, on whatever platform. */
  private SortedSet<String> kinds() {
    if (isPureJava()) {
      return new TreeSet<>(Set.of(kind(Device.CPU)));
    }
    return supported().stream()
        .map(natives -> natives.substring(natives.lastIndexOf('.') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The platforms and devices this backend has natives for: {@code linux-x86_64.cpu}. */
  public List<String> supported() {
    return properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(NATIVES))
        .map(key -> key.substring(NATIVES.length()))
        .sorted()
        .toList();
  }

  private static String kind(Device device) {
    return device.kind().name().toLowerCase(Locale.ROOT);
  }

  private List<String> list(String key) {
    return Arrays.stream(text(key).split(",", -1))
        .map(String::strip)
        .filter(coordinates -> !coordinates.isEmpty())
        .toList();
  }

  private String text(String key) {
    int hyphen = version.lastIndexOf('-');
    return properties
        .getProperty(key, "")
        .strip()
        .replace("{version}", version)
        .replace(ENGINE, version.substring(0, Math.max(hyphen, 0)))
        .replace(BINDING, version.substring(hyphen + 1));
  }
}

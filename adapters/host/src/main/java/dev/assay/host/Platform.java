package dev.assay.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What natives are chosen by.
 *
 * @param name operating system and architecture in JavaCPP's spelling, {@code linux-x86_64}; with
 *     the C library, if natives for the usual one do not run with it: {@code linux-musl-x86_64}
 * @param features the processor's vector extensions that natives are built for: {@code avx2},
 *     {@code avx512}
 */
public record Platform(String name, Set<String> features) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path MAPPED_FILES = Path.of("/proc/self/maps");

  /**
   * What a processor must have for natives built for "AVX-512", which means Skylake-X and later.
   */
  private static final Set<String> AVX512 =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

  /** The machine this runs on. */
  public static Platform current() {
    return of(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        isMusl(MAPPED_FILES),
        processorFlags(CPU_INFO));
  }

  static Platform of(String operatingSystem, String architecture, boolean musl, Set<String> flags) {
    String system = operatingSystem.toLowerCase(Locale.ROOT);
    String os =
        system.startsWith("mac") ? "macosx" : system.startsWith("windows") ? "windows" : "linux";
    String arch =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> architecture;
        };
    Set<String> features = new TreeSet<>();
    if (flags.contains("avx2") && flags.contains("fma")) {
      features.add("avx2");
    }
    if (flags.containsAll(AVX512)) {
      features.add("avx512");
    }
    return new Platform(os + (musl ? "-musl-" : "-") + arch, features);
  }

  /** Whether this JVM runs with musl's C library, as Alpine's does; others may be there, too. */
  static boolean isMusl(Path mappedFiles) {
    try (Stream<String> lines = Files.lines(mappedFiles)) {
      return lines.anyMatch(line -> line.contains("/ld-musl-"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** Known on Linux only; elsewhere the natives that need nothing special are taken. */
  static Set<String> processorFlags(Path cpuInfo) {
    try (Stream<String> lines = Files.lines(cpuInfo)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.copyOf(Arrays.asList(line.split("\\s+"))))
          .orElse(Set.of());
    } catch (IOException e) {
      return Set.of();
    }
  }

  /** {@code linux-x86_64 (avx2, avx512)}. */
  @Override
  public String toString() {
    return features.isEmpty() ? name : name + " (" + String.join(", ", features) + ")";
  }
}

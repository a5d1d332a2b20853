package dev.assay.reports.cli;

import dev.assay.host.BackendCatalog;
import dev.assay.host.Descriptor;
import dev.assay.host.Platform;
import dev.assay.reports.console.Failure;
import dev.assay.spi.Device;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which of the backends that there are a command takes.
 *
 * @param names those asked for; empty for all that compute on the device here and are no variant
 * @param variants whether to take the variants of each, too
 * @param platform the machine's
 */
record BackendChoice(
    BackendCatalog catalog,
    List<String> names,
    boolean variants,
    Device device,
    Platform platform) {

  /**
   * Those to compute with.
   *
   * @throws Failure of usage, if there is none of a name
   */
  List<Descriptor> taken() {
    List<Descriptor> taken = names.isEmpty() ? plain() : named();
    if (!variants) {
      return taken;
    }
    return taken.stream()
        .flatMap(backend -> Stream.concat(Stream.of(backend), catalog.variants(backend).stream()))
        .distinct()
        .toList();
  }

  /** Those that would be taken by themselves if they had natives for this platform. */
  List<String> leftOut() {
    if (!names.isEmpty()) {
      return List.of();
    }
    List<Descriptor> plain = plain();
    return computingSomewhere().stream()
        .filter(backend -> !plain.contains(backend))
        .map(Descriptor::name)
        .toList();
  }

  /** Those to tell of: all there are, variants too, unless some were named. */
  List<Descriptor> listed() {
    return names.isEmpty() ? catalog.all() : taken();
  }

  /** All that compute on the device here; if none does, all there are, and each says so. */
  private List<Descriptor> plain() {
    return preferred(computingSomewhere(), backend -> backend.computesOn(device, platform));
  }

  /** All that compute on the device on some platform; if none does, all there are. */
  private List<Descriptor> computingSomewhere() {
    return preferred(catalog.plain(), backend -> backend.computesOn(device));
  }

  private static List<Descriptor> preferred(List<Descriptor> all, Predicate<Descriptor> which) {
    List<Descriptor> preferred = all.stream().filter(which).toList();
    return preferred.isEmpty() ? all : preferred;
  }

  private List<Descriptor> named() {
    try {
      return new LinkedHashSet<>(names).stream().map(catalog::find).toList();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}

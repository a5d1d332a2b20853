package dev.assay.reports.cli;

import dev.assay.host.BackendCatalog;
import dev.assay.host.Descriptor;
import dev.assay.spi.Device;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of the backends that there are a command takes.
 *
 * @param names those asked for; empty for all that compute on the device and are no variant
 * @param variants whether to take the variants of each, too
 */
record BackendChoice(BackendCatalog catalog, List<String> names, boolean variants, Device device) {

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

  /** Those to tell of: all there are, variants too, unless some were named. */
  List<Descriptor> listed() {
    return names.isEmpty() ? catalog.all() : taken();
  }

  /** All that compute on such a device; if none does, all there are, and each says so. */
  private List<Descriptor> plain() {
    List<Descriptor> plain = catalog.plain();
    List<Descriptor> fitting = plain.stream().filter(b -> b.computesOn(device)).toList();
    return fitting.isEmpty() ? plain : fitting;
  }

  private List<Descriptor> named() {
    try {
      return new LinkedHashSet<>(names).stream().map(catalog::find).toList();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}

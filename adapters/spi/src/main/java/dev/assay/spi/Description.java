package dev.assay.spi;

import dev.assay.reference.numeric.ProductPrecision;
import java.util.SortedMap;

/**
 * A backend as it describes itself once started.
 *
 * @param device the device it computes on, read back
 * @param threads how many threads it computes with, read back; 0 if it cannot tell
 * @param facts everything else worth knowing, by name: library and native versions, build options
 * @param precision of the products in its convolutions and matrix products: declared, for it to be
 *     judged by
 */
public record Description(
    String device, int threads, SortedMap<String, String> facts, ProductPrecision precision) {

  /** A backend that multiplies in float32. */
  public Description(String device, int threads, SortedMap<String, String> facts) {
    this(device, threads, facts, ProductPrecision.F32);
  }
}

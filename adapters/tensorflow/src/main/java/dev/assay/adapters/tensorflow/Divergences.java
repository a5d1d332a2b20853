package dev.assay.adapters.tensorflow;

import dev.assay.spi.KnownDivergence;
import java.util.List;

/** Where TensorFlow 2.18 is known to be wrong. */
final class Divergences {
  static final List<KnownDivergence> ALL = List.of();

  private Divergences() {}
}

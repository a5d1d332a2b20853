package dev.assay.reports.record;

import java.util.Objects;

/**
 * The layers of a network, or of a user's file, with one batch size. Their times add up; those of
 * several batch sizes, which a merged run may hold, do not.
 *
 * @param batch images at once; 0 where each layer says it, or an older run does not tell
 */
public record Layers(String network, int batch) {

  /** Those that one of them is among. */
  public static Layers of(MeasurementRecord layer) {
    return new Layers(layer.network(), Objects.requireNonNullElse(layer.batch(), 0));
  }
}

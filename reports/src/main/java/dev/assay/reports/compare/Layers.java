package dev.assay.reports.compare;

import dev.assay.reports.record.MeasurementRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layers of a network with one batch size. Their times add up; those of several batch sizes,
 * which a merged run may hold, do not.
 *
 * @param batch images at once; 0 if the problems do not tell
 */
public record Layers(String network, int batch) {
  private static final Pattern BATCH = Pattern.compile(" (?:n|shape)=([0-9]{1,9})");

  /** Those that one of them is among. */
  public static Layers of(MeasurementRecord layer) {
    Matcher matcher = BATCH.matcher(layer.problem());
    return new Layers(layer.network(), matcher.find() ? Integer.parseInt(matcher.group(1)) : 0);
  }
}

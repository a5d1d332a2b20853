package dev.assay.spi.known;

import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Symptom;
import java.util.List;

/**
 * What is lost where a variance is computed in one pass, as the mean square less the squared mean,
 * of which little is left where the values are close to each other (Chan, Golub &amp; LeVeque
 * 1983).
 */
public final class OnePassVariance {
  private static final double UNIT = 0x1p-24;

  /** Of the mean, its square, the mean square and the difference, beside those of the sums. */
  private static final int ROUNDINGS = 8;

  /** Of the gradient: 1/√(v + ε) stands in it thrice, and is off by half of what v + ε is. */
  private static final double POWER = 1.5;

  private OnePassVariance() {}

  /**
   * What results look like: off by what the worst group is, and anything at all where its variance
   * may come out below 0, or its squares beyond float32.
   *
   * @param clamped whether a variance below 0 is taken for 0
   */
  public static List<Symptom> symptoms(GroupNorm norm, Tensor x, boolean clamped) {
    double off = 0;
    boolean overflows = false;
    double[] values = x.values();
    int size = norm.shape().size() / norm.sets();
    // A group's channels and their positions lie side by side.
    for (int start = 0; start < values.length; start += size) {
      double sum = 0;
      double squares = 0;
      for (int i = start; i < start + size; i++) {
        sum += values[i];
        squares += values[i] * values[i];
      }
      double mean = sum / size;
      double deviations = 0;
      for (int i = start; i < start + size; i++) {
        deviations += (values[i] - mean) * (values[i] - mean);
      }
      double lost = (size + ROUNDINGS) * UNIT * squares / (deviations + size * norm.epsilon());
      // What is not finite is so for the oracle, too.
      off = Double.isNaN(lost) ? off : Math.max(off, lost);
      overflows |= squares > Float.MAX_VALUE;
    }
    Symptom inexact = new Symptom.Inexact(0, Math.min(1, POWER * off));
    boolean undefined = overflows || (off >= 1 && !clamped);
    return undefined ? List.of(inexact, new Symptom.NonFinite()) : List.of(inexact);
  }
}

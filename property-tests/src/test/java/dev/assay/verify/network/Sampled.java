package dev.assay.verify.network;

import dev.assay.reference.oracle.Sample;
import java.util.List;
import java.util.stream.IntStream;

/** What of whole results is compared. */
final class Sampled {
  private Sampled() {}

  static List<float[]> of(Sample sample, List<float[]> results) {
    return sample.whole()
        ? results
        : IntStream.range(0, results.size())
            .mapToObj(r -> picked(results.get(r), sample.positions().get(r)))
            .toList();
  }

  private static float[] picked(float[] all, int[] positions) {
    float[] some = new float[positions.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[positions[i]];
    }
    return some;
  }
}

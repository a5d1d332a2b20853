package dev.assay.verify;

import dev.assay.reference.problem.Problem;
import java.util.List;

/**
 * 64 bits that tell results apart which differ in any bit: FNV-1a over the problem's text and every
 * element. Those of many problems add up, in whatever order they come. All NaNs are alike.
 */
final class Fingerprint {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long state = BASIS;

  private Fingerprint() {}

  static long of(Problem problem, List<float[]> results) {
    Fingerprint fingerprint = new Fingerprint();
    problem.toString().chars().forEach(fingerprint::add);
    for (float[] result : results) {
      fingerprint.add(result.length);
      for (float element : result) {
        fingerprint.add(Float.floatToIntBits(element));
      }
    }
    return fingerprint.state;
  }

  private void add(int bits) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      state = (state ^ (bits >>> shift & 0xff)) * PRIME;
    }
  }
}

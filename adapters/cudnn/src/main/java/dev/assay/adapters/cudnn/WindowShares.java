package dev.assay.adapters.cudnn;

import java.util.List;

/**
 * For each window of an average, how many elements it has for each that counts.
 *
 * @param axes where the windows lie
 * @param countPad whether padding counts
 */
record WindowShares(List<Axis> axes, boolean countPad) {
  WindowShares {
    axes = List.copyOf(axes);
  }

  /** Whether every element of every window counts. */
  boolean areAllOne() {
    for (float share : values()) {
      if (share != 1) {
        return false;
      }
    }
    return true;
  }

  /** Row-major. */
  float[] values() {
    float[] shares =
        new float[axes.stream().mapToInt(Axis::windows).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = share(i);
    }
    return shares;
  }

  private float share(int window) {
    double elements = 1;
    double counted = 1;
    int rest = window;
    for (int i = axes.size() - 1; i >= 0; i--) {
      Axis axis = axes.get(i);
      int position = rest % axis.windows();
      rest /= axis.windows();
      elements *= axis.taps();
      counted *= countPad ? axis.padded(position) : axis.inside(position);
    }
    return (float) (elements / counted);
  }
}

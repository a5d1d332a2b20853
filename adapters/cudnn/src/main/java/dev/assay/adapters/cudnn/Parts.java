package dev.assay.adapters.cudnn;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that lie in one, so that a rule moves all of them at once. Each begins where an array of
 * its own would, with zeros between them.
 */
final class Parts {
  /** Numbers; CUDA's own allocations begin at multiples of 256 bytes. */
  private static final int ALIGNMENT = 64;

  private final DeviceArray whole;
  private final List<DeviceArray> parts = new ArrayList<>();

  /** Zeros. */
  Parts(Plan plan, List<Integer> sizes) {
    whole = plan.allocate(Math.max(ALIGNMENT, sizes.stream().mapToInt(Parts::aligned).sum()));
    Check.cuda("cudaMemsetAsync", plan.gpu().zero(whole));
    int from = 0;
    for (int size : sizes) {
      parts.add(whole.part(from, size));
      from += aligned(size);
    }
  }

  private static int aligned(int size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  DeviceArray whole() {
    return whole;
  }

  DeviceArray part(int position) {
    return parts.get(position);
  }

  List<DeviceArray> parts() {
    return List.copyOf(parts);
  }
}

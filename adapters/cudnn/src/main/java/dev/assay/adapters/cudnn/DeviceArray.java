package dev.assay.adapters.cudnn;

import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Float32 numbers on the card, or a part of such an array. Of their shape only whoever computes
 * with them knows.
 */
final class DeviceArray {
  private final FloatPointer pointer;
  private final int size;

  private DeviceArray(FloatPointer pointer, int size) {
    this.pointer = pointer;
    this.size = size;
  }

  /** Allocates an array, not initialised; its owner frees it. */
  static DeviceArray allocate(int size) {
    FloatPointer pointer = new FloatPointer();
    Check.cuda(
        "cudaMalloc of " + size + " floats", cudart.cudaMalloc(pointer, (long) size * Float.BYTES));
    return new DeviceArray(pointer, size);
  }

  /** Some neighbouring numbers of this array. */
  DeviceArray part(int from, int length) {
    return new DeviceArray(pointer.getPointer(from), length);
  }

  /** The first number's address. */
  FloatPointer pointer() {
    return pointer;
  }

  /** The address of the number at a position. */
  FloatPointer pointer(int position) {
    return position == 0 ? pointer : pointer.getPointer(position);
  }

  int size() {
    return size;
  }

  long bytes() {
    return (long) size * Float.BYTES;
  }

  /** Frees the memory; of a whole array only. */
  void free() {
    Check.cuda("cudaFree", cudart.cudaFree(pointer));
    pointer.setNull();
  }
}

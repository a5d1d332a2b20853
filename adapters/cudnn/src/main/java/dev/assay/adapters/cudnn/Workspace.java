package dev.assay.adapters.cudnn;

import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory that one call after another uses for what it needs beside its arrays. It grows to what the
 * most demanding of them asked for, and for a while to what a search asks for; nothing is kept in
 * it from call to call.
 */
final class Workspace implements AutoCloseable {
  private Pointer memory = new Pointer();
  private long bytes;
  private long reserved;

  /** Makes it at least so large, for good. Nothing that uses it may be running. */
  void reserve(long wanted) {
    reserved = Math.max(reserved, wanted);
    borrow(wanted);
  }

  /** Makes it at least so large until {@link #trim}. Nothing that uses it may be running. */
  void borrow(long wanted) {
    if (wanted > bytes) {
      resize(wanted);
    }
  }

  /** Gives back what was only borrowed. Nothing that uses it may be running. */
  void trim() {
    if (bytes > reserved) {
      resize(reserved);
    }
  }

  private void resize(long wanted) {
    close();
    if (wanted > 0) {
      Check.cuda(
          "cudaMalloc of a workspace of " + wanted + " bytes", cudart.cudaMalloc(memory, wanted));
      bytes = wanted;
    }
  }

  /** How large it is at the moment. */
  long bytes() {
    return bytes;
  }

  /** Where it lies at the moment; null as long as nobody needs any. */
  Pointer memory() {
    return memory;
  }

  @Override
  public void close() {
    if (bytes > 0) {
      Check.cuda("cudaFree", cudart.cudaFree(memory));
      memory = new Pointer();
      bytes = 0;
    }
  }
}

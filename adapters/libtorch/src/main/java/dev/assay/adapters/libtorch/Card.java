package dev.assay.adapters.libtorch;

import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.cuda.CUDAEvent;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.global.torch_cuda;

/** What a card has of its own: a clock, and memory. */
final class Card {
  /** By default an event has no time. */
  private static final int TIMED = 0;

  private static final double MILLISECONDS = 1e-3;

  private final byte index;

  private Card(byte index) {
    this.index = index;
  }

  /**
   * One that PyTorch computes on.
   *
   * @return empty where the bindings to its clock and memory do not load, as they take more of
   *     CUDA's libraries than computing does
   */
  static Optional<Card> of(byte index) {
    try (PointerScope scope = new PointerScope()) {
      torch_cuda.getCurrentCUDAStream(index);
      return Optional.of(new Card(index));
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }

  /** How long it takes for a computation by its own clock, in seconds. Returns when it is done. */
  double seconds(Runnable computation) {
    try (PointerScope scope = new PointerScope()) {
      CUDAStream stream = torch_cuda.getCurrentCUDAStream(index);
      CUDAEvent begin = new CUDAEvent(TIMED);
      CUDAEvent end = new CUDAEvent(TIMED);
      // PyTorch makes an event when it is first recorded, which would be timed.
      end.record(stream);
      begin.record(stream);
      computation.run();
      end.record(stream);
      end.synchronize();
      return begin.elapsed_time(end) * MILLISECONDS;
    }
  }

  /** From now on the most memory is that which is allocated from now on. */
  void forgetMostBytes() {
    try (PointerScope scope = new PointerScope()) {
      torch_cuda.getAllocator().resetPeakStats(index);
    }
  }

  /** The most memory that tensors and workspaces had at any time since. */
  long mostBytes() {
    try (PointerScope scope = new PointerScope()) {
      return torch_cuda.getAllocator().getDeviceStats(index).allocated_bytes().peak();
    }
  }
}

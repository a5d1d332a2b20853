package dev.assay.adapters.libtorch;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.TensorVector;

/** What the last run computed. All else that it made is released at its end. */
final class Results implements AutoCloseable {
  private final Kept kept = new Kept();
  private TensorVector tensors = kept.make(TensorVector::new);

  /** Computes new ones, which can take the memory of the old ones. */
  void replace(Supplier<TensorVector> computation) {
    kept.close();
    tensors = Refusal.shortened(() -> kept.make(computation));
  }

  List<float[]> read() {
    try (PointerScope scope = new PointerScope()) {
      return Memory.floats(tensors.get());
    }
  }

  @Override
  public void close() {
    kept.close();
  }
}

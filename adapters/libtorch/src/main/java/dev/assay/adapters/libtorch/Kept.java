package dev.assay.adapters.libtorch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Native objects that outlive the scope in which they were made. All others end with the innermost
 * {@link PointerScope}, without which none may be made.
 */
final class Kept implements AutoCloseable {
  private final List<Pointer> pointers = new ArrayList<>();

  /** Keeps an object of the scope at hand. */
  <P extends Pointer> P keep(P pointer) {
    pointers.add(pointer.retainReference());
    return pointer;
  }

  /** Likewise several. */
  <P extends Pointer> List<P> keep(List<P> several) {
    several.forEach(this::keep);
    return several;
  }

  /** Makes something in a scope of its own, and keeps only the result. */
  <P extends Pointer> P make(Supplier<P> maker) {
    try (PointerScope scope = new PointerScope()) {
      return keep(maker.get());
    }
  }

  /** Releases all of them. It can be used again. */
  @Override
  public void close() {
    pointers.forEach(Pointer::releaseReference);
    pointers.clear();
  }
}

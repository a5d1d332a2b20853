package dev.assay.adapters.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** What the last run fetched, in TensorFlow's memory. */
final class Results implements AutoCloseable {
  private final List<Arrangement> arrangements;
  private @Nullable Result last;

  /** Of runs that fetch tensors which lie so. */
  Results(List<Arrangement> arrangements) {
    this.arrangements = List.copyOf(arrangements);
  }

  /** Runs, in place of the run before. */
  void run(Session.Runner runner) {
    close(); // First, so that the new results can take the memory of the old ones.
    last = runner.run();
  }

  /** Copies them, row-major. */
  List<float[]> read() {
    if (last == null) {
      throw new IllegalStateException("nothing was run");
    }
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < arrangements.size(); i++) {
      values.add(arrangements.get(i).read((TFloat32) last.get(i)));
    }
    return values;
  }

  @Override
  public void close() {
    if (last != null) {
      last.close();
      last = null;
    }
  }
}

package dev.assay.adapters.tensorflow;

import dev.assay.reference.tensor.Tensor;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A variable that holds a tensor of a network.
 *
 * @param variable what operations change
 * @param arrangement of the tensor
 * @param value what the variable holds at the beginning of a run
 * @param initial what is to be fed to put numbers into it
 * @param initialization puts them there
 */
record Resident(
    Variable variable,
    Arrangement arrangement,
    Operand<TFloat32> value,
    Operand<TFloat32> initial,
    Op initialization) {

  /**
   * Adds a variable to a graph; it holds nothing yet.
   *
   * @param name unlike that of any other
   */
  static Resident of(Ops tf, String name, Arrangement arrangement) {
    Variable variable = Variable.of(tf, name, arrangement.arranged());
    Operand<TFloat32> initial =
        tf.placeholder(TFloat32.class, Placeholder.shape(arrangement.arranged()));
    return new Resident(
        variable, arrangement, variable.read(tf), initial, variable.assign(tf, initial));
  }

  /** Puts numbers into it. */
  void load(ResidentGraph graph, Tensor tensor) {
    try (TFloat32 numbers = arrangement.load(tensor)) {
      graph.unfed().feed(initial, numbers).addTarget(initialization).run().close();
    }
  }

  /** Copies its numbers, row-major. */
  float[] read(ResidentGraph graph) {
    try (Result result = graph.unfed().fetch(value).run()) {
      return arrangement.read((TFloat32) result.get(0));
    }
  }
}

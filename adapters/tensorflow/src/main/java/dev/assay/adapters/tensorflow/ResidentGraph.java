package dev.assay.adapters.tensorflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * A graph in a session of its own. Its inputs are placeholders, so that nothing is a constant that
 * could be computed once and for all; the tensors that they are fed with stay in TensorFlow's
 * memory, and neither they nor what is fetched are copied.
 */
final class ResidentGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Map<Output<?>, Tensor> fed = new LinkedHashMap<>();

  ResidentGraph(ConfigProto config) {
    session = new Session(graph, config);
  }

  /** What adds operations to the graph. */
  Ops tf() {
    return tf;
  }

  /** Adds an input, and owns what it is fed with in every run. */
  Operand<TFloat32> input(TFloat32 tensor) {
    Operand<TFloat32> placeholder =
        tf.placeholder(TFloat32.class, Placeholder.shape(tensor.shape()));
    feed(placeholder.asOutput(), tensor);
    return placeholder;
  }

  /** Feeds what the graph would compute, and owns the tensor, too. */
  void feed(Output<?> output, Tensor tensor) {
    fed.put(output, tensor);
  }

  /** A run that is fed with all inputs, and fetches outputs. */
  Session.Runner runner(List<? extends Output<?>> outputs) {
    Session.Runner runner = unfed();
    fed.forEach(runner::feed);
    outputs.forEach(runner::fetch);
    return runner;
  }

  /** A run that is fed with nothing, and fetches nothing yet. */
  Session.Runner unfed() {
    return session.runner();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
    fed.values().forEach(Tensor::close);
  }
}

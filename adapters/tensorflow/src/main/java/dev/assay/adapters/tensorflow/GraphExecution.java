package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * A single operation, or its gradients, as a graph. Its inputs are placeholders, so that nothing of
 * it is a constant that could be computed once and for all; the tensors that they are fed with stay
 * in TensorFlow's memory, and are fed and fetched without being copied.
 */
final class GraphExecution implements Execution {
  private final Graph graph = new Graph();
  private final Session session;
  private final Map<Output<?>, TFloat32> fed = new LinkedHashMap<>();
  private final List<Output<?>> fetched = new ArrayList<>();
  private final List<Arrangement> results = new ArrayList<>();
  private final Session.Runner runner;

  /** What the forward pass leaves for the gradients. */
  private @Nullable Result kept;

  private @Nullable Result result;

  GraphExecution(ConfigProto config, Problem problem, List<Tensor> inputs) {
    session = new Session(graph, config);
    try {
      build(problem, inputs);
      runner = runner(fetched);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void build(Problem problem, List<Tensor> inputs) {
    Operation operation = OneDimensional.onImages(problem.operation());
    Call call = Operations.of(operation);
    Ops tf = Ops.create(graph);
    List<Arrangement> arrangements = new ArrayList<>();
    List<Operand<TFloat32>> operands = new ArrayList<>();
    for (int i = 0; i < operation.operands().size(); i++) {
      Arrangement arrangement =
          new Arrangement(call.operand(i), operation.operands().get(i).shape());
      arrangements.add(arrangement);
      operands.add(placeholder(tf, arrangement.load(inputs.get(i))));
    }
    Operand<TFloat32> output = call.formula().apply(tf, operands);
    Arrangement ofOutput = new Arrangement(call.output(), operation.outputShape());
    if (!problem.direction().isBackward()) {
      fetched.add(output.asOutput());
      results.add(ofOutput);
      return;
    }
    List<Integer> wanted = problem.results().stream().map(Problem.Result::operand).toList();
    wanted.forEach(operand -> results.add(arrangements.get(operand)));
    Tensor outputGradient = inputs.get(operands.size());
    TFloat32 loaded =
        output.shape().isScalar() // as losses are in TensorFlow
            ? ofOutput.load(outputGradient, output.shape())
            : ofOutput.load(outputGradient);
    Gradients gradients = Gradients.of(tf, call, operands, output, placeholder(tf, loaded), wanted);
    fetched.addAll(gradients.outputs());
    keep(gradients.residuals());
  }

  private Operand<TFloat32> placeholder(Ops tf, TFloat32 tensor) {
    Operand<TFloat32> placeholder =
        tf.placeholder(TFloat32.class, Placeholder.shape(tensor.shape()));
    fed.put(placeholder.asOutput(), tensor);
    return placeholder;
  }

  /** Runs the forward pass once, so that gradients need not run it again. */
  private void keep(List<Output<TFloat32>> residuals) {
    if (!residuals.isEmpty()) {
      List<Output<?>> forward = List.copyOf(residuals);
      Result forwards = runner(forward).run();
      kept = forwards;
      for (int i = 0; i < forward.size(); i++) {
        fed.put(forward.get(i), (TFloat32) forwards.get(i));
      }
    }
  }

  private Session.Runner runner(List<Output<?>> outputs) {
    Session.Runner prepared = session.runner();
    fed.forEach(prepared::feed);
    outputs.forEach(prepared::fetch);
    return prepared;
  }

  @Override
  public void run() {
    release(); // First, so that the new results can take the memory of the old ones.
    result = runner.run();
  }

  @Override
  public List<float[]> outputs() {
    Result last = result;
    if (last == null) {
      throw new IllegalStateException("nothing was run");
    }
    List<float[]> outputs = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      outputs.add(results.get(i).read((TFloat32) last.get(i)));
    }
    return outputs;
  }

  private void release() {
    if (result != null) {
      result.close();
      result = null;
    }
  }

  @Override
  public void close() {
    release();
    if (kept != null) {
      kept.close();
    }
    session.close();
    graph.close();
    fed.values().forEach(TFloat32::close);
  }
}

package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Makes an operation, or its gradients, ready. */
final class SingleOperation {
  private final ResidentGraph graph;
  private final Call call;
  private final List<Arrangement> arrangements = new ArrayList<>();
  private final List<Operand<TFloat32>> operands = new ArrayList<>();
  private final Arrangement ofOutput;
  private final Operand<TFloat32> output;

  private SingleOperation(ResidentGraph graph, Operation operation, List<Tensor> inputs) {
    this.graph = graph;
    this.call = Operations.of(operation);
    for (int i = 0; i < operation.operands().size(); i++) {
      Arrangement arrangement =
          new Arrangement(call.operand(i), operation.operands().get(i).shape());
      arrangements.add(arrangement);
      operands.add(graph.input(arrangement.load(inputs.get(i))));
    }
    this.ofOutput = new Arrangement(call.output(), operation.outputShape());
    this.output = call.formula().apply(graph.tf(), operands);
  }

  /** A problem of an operation that is not made of others. */
  static Execution of(ConfigProto config, Problem problem, List<Tensor> inputs) {
    ResidentGraph graph = new ResidentGraph(config);
    try {
      Operation operation = OneDimensional.onImages(problem.operation());
      SingleOperation single = new SingleOperation(graph, operation, inputs);
      if (!problem.direction().isBackward()) {
        return single.forward();
      }
      List<Integer> wanted = problem.results().stream().map(Problem.Result::operand).toList();
      return single.backward(inputs.get(inputs.size() - 1), wanted);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  private Execution forward() {
    return new GraphExecution(graph, List.of(output.asOutput()), List.of(ofOutput));
  }

  private Execution backward(Tensor outputGradient, List<Integer> wanted) {
    TFloat32 loaded =
        output.shape().isScalar() // as losses are in TensorFlow
            ? ofOutput.load(outputGradient, output.shape())
            : ofOutput.load(outputGradient);
    Gradients gradients =
        Gradients.of(graph.tf(), call, operands, output, graph.input(loaded), wanted);
    keep(gradients.residuals());
    return new GraphExecution(
        graph, gradients.outputs(), wanted.stream().map(arrangements::get).toList());
  }

  /** Runs the forward pass once, so that gradients need not run it again. */
  private void keep(List<Output<?>> residuals) {
    if (!residuals.isEmpty()) {
      Result forward = graph.runner(residuals).run(); // closed with the tensors that it holds
      for (int i = 0; i < residuals.size(); i++) {
        graph.feed(residuals.get(i), forward.get(i));
      }
    }
  }
}

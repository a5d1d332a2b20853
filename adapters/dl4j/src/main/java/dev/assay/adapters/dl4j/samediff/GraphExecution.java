package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One operation as a graph, of whose operands all are variables. The gradients are those of a loss
 * that is the output itself: they begin with a variable of SameDiff's, which is 1 as a rule, and
 * here the output's gradient.
 */
final class GraphExecution implements Execution {
  /** As SameDiff calls the gradient of the loss by itself. */
  private static final String BEGINNING = "one-var";

  private final Plan arrays;
  private final Arrangement arrangement;
  private final Problem problem;
  private final List<SDVariable> results = new ArrayList<>();
  private final Outputs outputs;

  private GraphExecution(
      Plan arrays,
      Operators operators,
      Arrangement arrangement,
      Problem problem,
      List<Tensor> inputs) {
    this.arrays = arrays;
    this.arrangement = arrangement;
    this.problem = problem;
    Graph graph = new Graph(arrays, arrangement, problem.direction().isBackward());
    SameDiff samediff = graph.samediff();
    Operation operation = problem.operation();
    List<SDVariable> operands = new ArrayList<>();
    for (Operand operand : operation.operands()) {
      int position = operands.size();
      INDArray array = arrangement.load(arrays, operation, position, inputs.get(position));
      operands.add(samediff.var(operand.name(), array));
    }
    SDVariable y = operators.add(graph, operation, operands);
    if (problem.direction().isBackward()) {
      SameDiff gradients = Graph.gradients(samediff, y);
      INDArray ofOutput = arrangement.load(arrays, inputs.get(inputs.size() - 1));
      gradients.associateArrayWithVariable(ofOutput, BEGINNING);
      for (Problem.Result result : problem.results()) {
        results.add(operands.get(result.operand()).getGradient());
      }
      outputs = new Outputs(gradients, results, Map.of());
    } else {
      results.add(y);
      outputs = new Outputs(samediff, results, Map.of());
    }
  }

  static Execution of(
      Operators operators, Arrangement arrangement, Problem problem, List<Tensor> inputs) {
    return Plan.build(
        arrays -> new GraphExecution(arrays, operators, arrangement, problem, inputs));
  }

  @Override
  public void run() {
    outputs.compute();
  }

  @Override
  public List<float[]> outputs() {
    List<float[]> read = new ArrayList<>();
    for (Problem.Result result : problem.results()) {
      read.add(Plan.read(natural(result, outputs.get(results.get(read.size())))));
    }
    return read;
  }

  private INDArray natural(Problem.Result result, INDArray array) {
    return problem.direction().isBackward()
        ? arrangement.natural(problem.operation(), result.operand(), array)
        : arrangement.natural(array, problem.operation().outputShape());
  }

  @Override
  public void close() {
    outputs.close();
    arrays.close();
  }
}

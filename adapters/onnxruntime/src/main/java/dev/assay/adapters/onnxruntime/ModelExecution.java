package dev.assay.adapters.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.Releases;
import java.nio.FloatBuffer;
import java.util.List;

/** A problem as a model that is loaded, with memory for what goes in and what comes out. */
final class ModelExecution implements Execution {
  private final Tensors inputs;
  private final Tensors constants;
  private final Tensors outputs;
  private final FloatBuffer result;
  private final OrtSession session;
  private final Releases open = new Releases();

  /** Writes the model of a problem, and loads it. */
  ModelExecution(Engine engine, Operators operators, Problem problem, List<Tensor> values)
      throws OrtException {
    inputs = tensors(engine);
    constants = tensors(engine);
    outputs = tensors(engine);
    try {
      Graph graph = new Graph();
      List<String> operands = load(graph, problem.operation(), values);
      String output = operators.add(graph, problem.operation(), operands);
      Shape shape = problem.results().get(0).shape();
      result = outputs.add(output, shape);
      session = engine.session(graph.model(output, shape), constants.byName());
      open.add(() -> close(session));
    } catch (OrtException | RuntimeException | Error e) {
      Releases.after(e, open::close);
      throw e;
    }
  }

  private Tensors tensors(Engine engine) {
    Tensors tensors = engine.tensors();
    open.add(tensors::close);
    return tensors;
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw Refusal.of(e);
    }
  }

  /** Adds an operation's operands to a graph; says what they are called. */
  private List<String> load(Graph graph, Operation operation, List<Tensor> values)
      throws OrtException {
    List<String> names = operation.operands().stream().map(Operand::name).toList();
    for (int i = 0; i < names.size(); i++) {
      Tensor value = values.get(i);
      if (isConstant(operation, i)) {
        constants.add(graph.initializer(names.get(i), value.shape()), value);
      } else {
        inputs.add(graph.input(names.get(i), value.shape()), value);
      }
    }
    return names;
  }

  /** Whether an operand is part of a trained model. */
  private static boolean isConstant(Operation operation, int operand) {
    if (operation instanceof Inference || operation instanceof BatchNormInference) {
      return operand > 0;
    }
    boolean inTraining = operation instanceof BatchNorm;
    return !inTraining && operation.operands().get(operand).role() == Role.PARAMETER;
  }

  @Override
  public void run() {
    Refusal.rethrown(() -> session.run(inputs.byName(), outputs.byName())).close();
  }

  @Override
  public List<float[]> outputs() {
    float[] elements = new float[result.capacity()];
    result.get(0, elements);
    return List.of(elements);
  }

  /** The session first: the constants' memory must stay as long as that. */
  @Override
  public void close() {
    open.close();
  }
}

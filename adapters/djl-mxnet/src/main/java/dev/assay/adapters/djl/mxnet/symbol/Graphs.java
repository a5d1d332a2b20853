package dev.assay.adapters.djl.mxnet.symbol;

import ai.djl.mxnet.engine.MxNDManager;
import ai.djl.mxnet.engine.Symbol;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.adapters.djl.Formula;
import dev.assay.adapters.djl.ForwardPasses;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.TrainingStep;
import dev.assay.spi.Layers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Forward passes as graphs: a network is one, and so is an operation alone. */
final class Graphs implements ForwardPasses {
  /** What MXNet calls oneDNN's fused operations, which it has for inference alone. */
  private static final String FUSING = "MKLDNN";

  private static final String IMAGES = "images";
  private static final String MEAN = "running mean";
  private static final String VARIANCE = "running variance";

  private final Operators operators;

  Graphs(Operators operators) {
    this.operators = operators;
  }

  @Override
  public Formula operation(NDManager own, Operation operation) {
    Graph graph = new Graph();
    List<String> names = operation.operands().stream().map(Operand::name).toList();
    List<Integer> operands = new ArrayList<>(names.stream().map(graph::variable).toList());
    Map<String, NDArray> statistics = new HashMap<>();
    if (operation instanceof BatchNorm norm) {
      Shape channels = new Shape(norm.parameterShape().toLongArray());
      statistics.put(MEAN, own.zeros(channels));
      statistics.put(VARIANCE, own.ones(channels));
      operands.add(graph.variable(MEAN));
      operands.add(graph.variable(VARIANCE));
    }
    Symbol symbol = symbol(own, graph, operators.add(graph, operation, operands));
    return new CompiledGraph(own, symbol, names, statistics, operation instanceof BatchNorm);
  }

  @Override
  public Formula training(NDManager own, TrainingStep step, TrainingStep.Given<NDArray> given) {
    return compile(
        own,
        step.layers(),
        given.parameters(),
        given.running(),
        given.masks(),
        layer -> layer,
        true);
  }

  @Override
  public Formula inference(NDManager own, Inference inference, Inference.Given<NDArray> given) {
    return compile(
        own,
        inference.layers(),
        given.parameters(),
        given.running(),
        List.of(),
        Operation::forInference,
        false);
  }

  private Formula compile(
      NDManager own,
      Network network,
      List<NDArray> parameters,
      List<NDArray> running,
      List<NDArray> masks,
      UnaryOperator<Operation> lowering,
      boolean training) {
    Graph graph = new Graph();
    int images = graph.variable(IMAGES);
    Map<String, NDArray> resident = new HashMap<>();
    List<Integer> learned = new ArrayList<>();
    for (Network.Parameter parameter : network.parameters()) {
      resident.put(parameter.name(), parameters.get(learned.size()));
      learned.add(graph.variable(parameter.name()));
    }
    List<Integer> statistics = new ArrayList<>();
    for (int position : network.normalizations()) {
      for (String statistic : List.of(MEAN, VARIANCE)) {
        String name = network.nodes().get(position).name() + " " + statistic;
        resident.put(name, running.get(statistics.size()));
        statistics.add(graph.variable(name));
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (NDArray mask : masks) {
      String name = network.nodes().get(network.dropouts().get(kept.size())).name() + " mask";
      resident.put(name, mask);
      kept.add(graph.variable(name));
    }
    Layers<Integer> nodes =
        new Layers<>(
            network,
            learned,
            statistics,
            kept,
            layer -> operands -> operators.add(graph, lowering.apply(layer), operands));
    Symbol symbol = symbol(own, graph, nodes.logits(images));
    Symbol compiled = training ? symbol : symbol.optimizeFor(FUSING, own.getDevice());
    return new CompiledGraph(own, compiled, List.of(IMAGES), resident, training);
  }

  private static Symbol symbol(NDManager own, Graph graph, int output) {
    return Symbol.loadJson((MxNDManager) own, graph.json(output));
  }
}

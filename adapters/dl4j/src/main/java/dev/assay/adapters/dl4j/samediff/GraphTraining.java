package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.adapters.dl4j.Updaters;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.internal.TrainingSession;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Steps of training as {@code SameDiff.fit} does them with each batch of an iterator: one session
 * for all of them, which moves each parameter as soon as its gradient is there. (A {@code fit} of
 * one batch makes a session for it alone, which has all arrays to allocate.)
 *
 * <p>Beside that, each step copies the logits and the moments of batch normalisations, as a
 * listener sees them, moves the running statistics, old·m + new·(1−m), and calls the garbage
 * collector whenever {@value #LEFT} bytes of gradients were left to it.
 */
final class GraphTraining implements Execution {
  /**
   * A session neither keeps the gradients of the parameters for the next step nor releases them. If
   * the collector came by when Java's own memory was used up, memory would grow by them for dozens
   * of steps, and a step would wait for the system to clear it.
   */
  private static final long LEFT = 1L << 30;

  private final Plan arrays;
  private final TrainingStep step;
  private final TrainingStep.Given<Tensor> given;
  private final TrainingGraph graph;
  private final TrainingConfig config;
  private final TrainingSession session;

  @SuppressWarnings("rawtypes") // as the session takes them
  private final Map<String, GradientUpdater> updaters = new HashMap<>();

  /** What the updaters remember. */
  private final List<INDArray> memory = new ArrayList<>();

  private final Kept kept = new Kept();
  private final INDArray logits;
  private final List<INDArray> moments = new ArrayList<>();
  private final List<INDArray> running = new ArrayList<>();
  private int stepsBefore;
  private long left;
  private double loss;

  private GraphTraining(
      Plan arrays,
      Operators operators,
      Arrangement arrangement,
      TrainingStep step,
      List<Tensor> inputs) {
    this.arrays = arrays;
    this.step = step;
    given = step.given(inputs);
    IUpdater rule = Updaters.of(step);
    graph = new TrainingGraph(arrays, operators, arrangement, step, given);
    config = config(rule);
    graph.network().parameters().forEach(parameter -> addUpdater(rule, parameter));
    session = new TrainingSession(graph.whole());
    logits = arrays.allocate(step.n(), step.network().classes());
    kept.add(graph.network().logits(), logits);
    for (SDVariable moment : graph.network().moments()) {
      Tensor initial = given.running().get(running.size());
      running.add(arrays.load(initial));
      INDArray fresh = arrays.allocate(initial.shape().toLongArray());
      moments.add(fresh);
      kept.add(moment, fresh);
    }
  }

  static Execution of(
      Operators operators, Arrangement arrangement, TrainingStep step, List<Tensor> inputs) {
    return Plan.build(arrays -> new GraphTraining(arrays, operators, arrangement, step, inputs));
  }

  private TrainingConfig config(IUpdater rule) {
    TrainingConfig.Builder builder =
        TrainingConfig.builder()
            .updater(rule)
            .dataSetFeatureMapping(NetworkGraph.IMAGES)
            .dataSetLabelMapping(TrainingGraph.LABELS)
            // Nobody evaluates it; but what is to be evaluated is computed.
            .trainEvaluation(graph.seenLoss(), 0, new RegressionEvaluation());
    return step.decay() > 0 ? builder.l2(step.decay()).build() : builder.build();
  }

  private void addUpdater(IUpdater rule, SDVariable parameter) {
    INDArray values = parameter.getArr();
    long size = rule.stateSize(values.length());
    INDArray state = size == 0 ? null : arrays.allocate(1, size);
    var updater = rule.instantiate(state, false);
    updater.setStateViewArray(state, values.shape(), values.ordering(), true);
    updaters.put(parameter.name(), updater);
    if (state != null) {
      memory.add(state);
    }
  }

  @Override
  public void run() {
    for (int i = 0; i < step.steps(); i++) {
      At at = At.defaultAt(Operation.TRAINING);
      at.setIteration(stepsBefore++);
      loss =
          session.trainingIteration(
                  config,
                  graph.given(),
                  updaters.keySet(),
                  updaters,
                  null,
                  List.of(graph.loss().name()),
                  List.of(kept),
                  at)
              .getLosses()[0];
      left += graph.network().bytes();
      if (left > LEFT) {
        System.gc();
        left = 0;
      }
      for (int j = 0; j < running.size(); j++) {
        double old = TrainingStep.STATISTICS_MOMENTUM;
        running.get(j).muli(old).addi(moments.get(j).muli(1 - old));
      }
    }
  }

  @Override
  public void reset() {
    stepsBefore = 0;
    memory.forEach(state -> state.assign(0));
    for (int i = 0; i < given.parameters().size(); i++) {
      graph.network().set(i, given.parameters().get(i));
    }
    try (Plan outOfHeap = Plan.build(empty -> empty)) {
      for (int i = 0; i < running.size(); i++) {
        running.get(i).assign(outOfHeap.load(given.running().get(i)));
      }
    }
  }

  @Override
  public List<float[]> outputs() {
    NetworkGraph network = graph.network();
    List<float[]> results = new ArrayList<>();
    results.add(Plan.read(logits));
    results.add(new float[] {(float) loss});
    for (int i = 0; i < network.parameters().size(); i++) {
      results.add(network.read(i, network.parameters().get(i).getArr()));
    }
    running.forEach(array -> results.add(Plan.read(array)));
    return results;
  }

  @Override
  public void close() {
    session.getMmgr().close();
    arrays.close();
  }
}

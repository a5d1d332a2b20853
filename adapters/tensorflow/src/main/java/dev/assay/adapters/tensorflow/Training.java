package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A network in training: a step is one run, and whatever it moves stays in variables. */
final class Training implements Execution {
  private static final int WEIGHTS_AND_GRADIENT = 2;

  private final TrainingStep step;
  private final TrainingStep.Given<Tensor> given;
  private final ResidentGraph graph;
  private final Ops tf;
  private final NetworkGraph network;
  private final List<Output<TFloat32>> outputs = new ArrayList<>();
  private final List<Arrangement> arrangements = new ArrayList<>();

  /** The new mean and variance of each batch normalisation, in the order of the layers. */
  private final List<Operand<TFloat32>> statistics = new ArrayList<>();

  /** What changes variables in a step. */
  private final List<Op> moves = new ArrayList<>();

  /** What makes the optimiser forget. */
  private final List<Op> clearances = new ArrayList<>();

  /** What is fed with the optimiser's numbers that change from step to step. */
  private final List<Operand<TFloat32>> corrections = new ArrayList<>();

  private final Op moved;
  private final Results results;
  private int updates;

  /**
   * Makes training ready.
   *
   * @param inputs as {@link TrainingStep#operands} lists them
   */
  Training(ConfigProto config, TrainingStep step, List<Tensor> inputs) {
    this.step = step;
    this.given = step.given(inputs);
    this.graph = new ResidentGraph(config);
    this.tf = graph.tf();
    try {
      this.network = new NetworkGraph(graph, step.layers(), given.images());
      network.mask(given.masks());
      build();
      this.moved = tf.withControlDependencies(moves).noOp();
      reset();
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
    this.results = new Results(arrangements);
  }

  private void build() {
    Shape perImage = Shape.of(step.n(), step.layers().classes());
    Operand<TFloat32> labels =
        graph.input(new Arrangement(Layout.AS_IS, perImage).load(given.labels()));
    Operand<TFloat32> logits = network.logits(this::lower);
    Operand<TFloat32> loss =
        Operations.of(step.loss()).formula().apply(tf, List.of(logits, labels));
    add(logits.asOutput(), new Arrangement(Layout.AS_IS, perImage));
    add(loss.asOutput(), new Arrangement(Layout.AS_IS, Shape.of(1)));
    if (step.until() == Stage.LOSS) {
      return;
    }
    List<Resident> parameters = network.parameters();
    List<Output<TFloat32>> gradients = Gradients.of(tf, loss, NetworkGraph.values(parameters));
    for (int i = 0; i < parameters.size(); i++) {
      if (step.until() == Stage.GRADIENTS) {
        add(gradients.get(i), parameters.get(i).arrangement());
      } else {
        move(parameters.get(i), gradients.get(i));
      }
    }
    if (step.until() == Stage.UPDATE) {
      for (int i = 0; i < statistics.size(); i++) {
        moves.add(network.running().get(i).variable().assign(tf, statistics.get(i)));
      }
    }
  }

  private void add(Output<TFloat32> output, Arrangement arrangement) {
    outputs.add(output);
    arrangements.add(arrangement);
  }

  private Function<List<Operand<TFloat32>>, Operand<TFloat32>> lower(Operation layer) {
    if (layer instanceof BatchNorm norm) {
      return operands -> {
        FusedBatchNorm batch = FusedBatchNorm.ofBatch(tf, norm, operands);
        statistics.addAll(
            batch.advance(
                tf,
                step.statistics(norm),
                operands.get(FusedBatchNorm.MEAN),
                operands.get(FusedBatchNorm.VARIANCE)));
        return batch.output();
      };
    }
    Call call = Operations.of(layer);
    if (call.gradients().isPresent() && step.until() != Stage.LOSS) {
      throw new UnsupportedProblemException(
          "no " + layer.name() + " in training: the gradient derived for it forgets parameters");
    }
    return operands -> NetworkGraph.apply(tf, layer, operands);
  }

  /** Adds a parameter's update, and variables for what the optimiser remembers of it. */
  private void move(Resident parameter, Operand<TFloat32> gradient) {
    Operation update = step.update(parameter.arrangement().shape().size(), 1);
    List<Variable> remembered = new ArrayList<>();
    for (int i = WEIGHTS_AND_GRADIENT; i < update.operands().size(); i++) {
      Variable variable =
          Variable.of(tf, "memory " + clearances.size(), parameter.variable().shape());
      remembered.add(variable);
      clearances.add(variable.clear(tf));
    }
    while (corrections.size() < Updates.corrections(update).size()) {
      corrections.add(
          tf.placeholder(TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.scalar())));
    }
    moves.add(Updates.inPlace(tf, update, parameter.variable(), gradient, remembered, corrections));
  }

  @Override
  public void run() {
    for (int i = 0; i < step.steps(); i++) {
      updates++;
      Session.Runner runner = graph.runner(outputs).addTarget(moved);
      List<Float> numbers = Updates.corrections(step.update(1, updates));
      List<TFloat32> scalars = numbers.stream().map(TFloat32::scalarOf).toList();
      for (int j = 0; j < corrections.size(); j++) {
        runner.feed(corrections.get(j), scalars.get(j));
      }
      results.run(runner);
      scalars.forEach(TFloat32::close);
    }
  }

  @Override
  public void reset() {
    network.load(given.parameters(), given.running());
    Session.Runner clearing = graph.unfed();
    clearances.forEach(clearing::addTarget);
    if (!clearing.isEmpty()) {
      clearing.run().close();
    }
    updates = 0;
  }

  @Override
  public List<float[]> outputs() {
    List<float[]> values = results.read();
    if (step.until() == Stage.UPDATE) {
      network.parameters().forEach(parameter -> values.add(parameter.read(graph)));
      network.running().forEach(statistic -> values.add(statistic.read(graph)));
    }
    return values;
  }

  @Override
  public void close() {
    results.close();
    graph.close();
  }
}

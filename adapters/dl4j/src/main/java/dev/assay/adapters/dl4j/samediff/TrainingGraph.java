package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network with its loss, and the graph that SameDiff makes of it: the same, and its gradients.
 */
final class TrainingGraph {
  static final String LABELS = "labels";

  private final NetworkGraph network;
  private final SDVariable loss;
  private final SDVariable seenLoss;
  private final SameDiff whole;
  private final Map<String, INDArray> given;

  TrainingGraph(
      Plan arrays,
      Operators operators,
      Arrangement arrangement,
      TrainingStep step,
      TrainingStep.Given<Tensor> given) {
    network = NetworkGraph.of(arrays, operators, arrangement, step, given);
    SameDiff samediff = network.samediff();
    int classes = step.network().classes();
    SDVariable labels = samediff.placeHolder(LABELS, DataType.FLOAT, step.n(), classes);
    loss = network.add(step.loss(), List.of(network.logits(), labels));
    seenLoss = loss.mul(1);
    whole = step.until() == Stage.LOSS ? samediff : Graph.gradients(samediff, loss);
    this.given = Map.of(NetworkGraph.IMAGES, network.images(), LABELS, arrays.load(given.labels()));
  }

  NetworkGraph network() {
    return network;
  }

  SDVariable loss() {
    return loss;
  }

  /**
   * The loss once more. A training session computes the loss only if something is made of it, and
   * releases before it reads it what nothing is made of.
   */
  SDVariable seenLoss() {
    return seenLoss;
  }

  /** What computes all of it, and the gradients if the step goes so far. */
  SameDiff whole() {
    return whole;
  }

  /** What its placeholders are given. */
  Map<String, INDArray> given() {
    return given;
  }
}

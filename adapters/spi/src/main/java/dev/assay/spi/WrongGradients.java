package dev.assay.spi;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a layer does to a training step if the gradient of its data is wrong: so are those of all
 * parameters before it, and what becomes of these. Logits and loss are right, and so is whatever
 * belongs to parameters behind it.
 */
public final class WrongGradients {
  private static final int LOGITS_AND_LOSS = 2;

  private WrongGradients() {}

  /**
   * Whether a problem is a training step whose gradients come back through such a layer.
   *
   * @param wrong operations whose gradient is wrong
   */
  public static boolean passThrough(Problem problem, Predicate<Operation> wrong) {
    return problem.operation() instanceof TrainingStep step
        && step.until() != Stage.LOSS
        && !before(step.layers(), wrong).isEmpty();
  }

  /**
   * What such a step looks like: anything, where a parameter before such a layer is concerned; of
   * several steps everything, since all go on from the first.
   */
  public static List<Symptom> symptoms(Problem problem, Predicate<Operation> wrong) {
    return ofNodes(problem, before(((TrainingStep) problem.operation()).layers(), wrong));
  }

  /**
   * What a training step looks like where the gradients of layers' own parameters are wrong.
   *
   * @param wrong operations of which they are
   */
  public static List<Symptom> ofParameters(Problem problem, Predicate<Operation> wrong) {
    Network layers = ((TrainingStep) problem.operation()).layers();
    BitSet nodes = new BitSet();
    for (Network.Parameter parameter : layers.parameters()) {
      nodes.set(parameter.node(), wrong.test(layers.nodes().get(parameter.node()).operation()));
    }
    return ofNodes(problem, nodes);
  }

  private static List<Symptom> ofNodes(Problem problem, BitSet nodes) {
    TrainingStep step = (TrainingStep) problem.operation();
    if (step.steps() > 1 && !nodes.isEmpty()) {
      return List.of(new Symptom.Garbage());
    }
    List<Network.Parameter> parameters = step.layers().parameters();
    List<Symptom> symptoms = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (nodes.get(parameters.get(i).node())) {
        symptoms.add(Symptom.Part.ofResult(problem, LOGITS_AND_LOSS + i, new Symptom.Garbage()));
      }
    }
    return symptoms;
  }

  /** The layers with parameters whose outputs reach a wrong one's data. */
  private static BitSet before(Network layers, Predicate<Operation> wrong) {
    BitSet before = new BitSet();
    for (int i = layers.nodes().size() - 1; i >= 0; i--) {
      Network.Node node = layers.nodes().get(i);
      if (before.get(i) || wrong.test(node.operation())) {
        node.sources().stream().filter(source -> source != Network.IMAGES).forEach(before::set);
      }
    }
    BitSet learned = new BitSet();
    layers.parameters().forEach(parameter -> learned.set(parameter.node()));
    before.and(learned);
    return before;
  }
}

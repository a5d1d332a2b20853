package dev.assay.spi;

import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a layer that is known to be wrong alone does to a network: a wrong output makes everything
 * wrong, a wrong gradient of its data whatever comes back through it, and a wrong gradient of its
 * parameters these alone. What throws or dies does so here, too. What is only a little less exact
 * than it should be is no excuse: nobody can tell how much of that reaches the results.
 */
final class InNetworks {
  /** What layers may be given, whatever the images are. */
  private static final List<Fill> FILLS = List.of(Fill.REAL, Fill.LARGE);

  /** Errors up to this one are small. */
  private static final double SMALL = 1e-3;

  private InNetworks() {}

  /**
   * What a network's results may look like by what is known of single operations; nothing if that
   * says nothing of it.
   */
  static List<Symptom> symptoms(KnownDivergence known, Problem problem) {
    if (!(problem.operation() instanceof Composite whole)) {
      return List.of();
    }
    Set<Symptom> symptoms = new LinkedHashSet<>();
    for (Network.Node node : whole.layers().nodes()) {
      Operation layer =
          whole instanceof Inference ? node.operation().forInference() : node.operation();
      for (Symptom alone : alone(known, layer, Direction.FORWARD)) {
        symptoms.add(isAbsence(alone) ? alone : new Symptom.Garbage());
      }
    }
    if (whole instanceof TrainingStep step && step.until() != Stage.LOSS) {
      symptoms.addAll(ofGradients(known, problem, step.layers()));
    }
    return List.copyOf(symptoms);
  }

  private static List<Symptom> ofGradients(
      KnownDivergence known, Problem problem, Network network) {
    List<Symptom> symptoms = new ArrayList<>();
    for (Network.Node node : network.nodes()) {
      Stream.of(Direction.BACKWARD_DATA, Direction.BACKWARD_WEIGHTS)
          .flatMap(direction -> alone(known, node.operation(), direction).stream())
          .filter(InNetworks::isAbsence)
          .forEach(symptoms::add);
    }
    symptoms.addAll(
        WrongGradients.symptoms(problem, layer -> isWrong(known, layer, Direction.BACKWARD_DATA)));
    symptoms.addAll(
        WrongGradients.ofParameters(
            problem, layer -> isWrong(known, layer, Direction.BACKWARD_WEIGHTS)));
    return symptoms;
  }

  private static boolean isWrong(KnownDivergence known, Operation layer, Direction direction) {
    return !alone(known, layer, direction).stream().allMatch(InNetworks::isAbsence);
  }

  /** What is known of a layer by itself, but for small errors. */
  private static List<Symptom> alone(KnownDivergence known, Operation layer, Direction direction) {
    return layer.directions().contains(direction)
        ? FILLS.stream()
            .map(fill -> Problem.of(layer, direction, fill, 0))
            .filter(known.applies())
            .flatMap(alone -> known.symptoms().of(alone, alone::inputs).stream())
            .filter(symptom -> !isSmall(symptom))
            .toList()
        : List.of();
  }

  private static boolean isSmall(Symptom symptom) {
    return symptom instanceof Symptom.Part part
        ? isSmall(part.symptom())
        : symptom instanceof Symptom.Inexact error
            && Math.max(error.absolute(), error.relative()) <= SMALL;
  }

  private static boolean isAbsence(Symptom symptom) {
    return symptom instanceof Symptom.Throws || symptom instanceof Symptom.Dies;
  }
}

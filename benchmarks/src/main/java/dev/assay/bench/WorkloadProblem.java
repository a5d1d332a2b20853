package dev.assay.bench;

import dev.assay.reference.problem.Problem;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a network as a problem.
 *
 * @param network which network
 * @param batch images at once; a layer of a file may say otherwise; null if they all do
 * @param layer which of its layers
 * @param count how often the network has this layer
 * @param problem what to compute
 */
public record WorkloadProblem(
    String network, @Nullable Integer batch, String layer, int count, Problem problem) {

  /** What is to be timed: problems that several layers or networks share appear once. */
  public static List<Problem> distinct(Collection<WorkloadProblem> layers) {
    return layers.stream().map(WorkloadProblem::problem).distinct().toList();
  }
}

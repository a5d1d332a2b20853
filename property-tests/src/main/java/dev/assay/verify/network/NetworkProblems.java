package dev.assay.verify.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.Table;
import java.util.List;

/** What has to be right for a network to count as proved. */
public final class NetworkProblems {
  /** Above this many operations a problem is one in full size. */
  private static final double FULL_SIZE_FLOPS = 5e9;

  private static final List<Problem> ALL =
      Table.lines(NetworkProblems.class, "network-problems.txt").stream()
          .map(Problem::parse)
          .toList();

  private NetworkProblems() {}

  /** All of them, by network. */
  public static List<Problem> all() {
    return ALL;
  }

  /** Those of one network. */
  public static List<Problem> of(Architecture network) {
    return ALL.stream().filter(problem -> network(problem) == network).toList();
  }

  /** Whether the oracle takes long for it. */
  public static boolean isFullSize(Problem problem) {
    return problem.cost().flops() > FULL_SIZE_FLOPS;
  }

  /** The network that a problem is about. */
  public static Architecture network(Problem problem) {
    if (problem.operation() instanceof TrainingStep step) {
      return step.network();
    }
    if (problem.operation() instanceof Inference inference) {
      return inference.network();
    }
    throw new IllegalArgumentException(problem + " is about no network");
  }
}

package dev.assay.verify.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Composite;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.ResourceLines;
import java.util.List;
import java.util.stream.Stream;

/** What has to be right for a network to count as proved. */
public final class NetworkProblems {
  /** Above this many operations a problem is one in full size. */
  private static final double FULL_SIZE_FLOPS = 5e9;

  private static final List<Problem> CHOSEN =
      ResourceLines.of(NetworkProblems.class, "network-problems.txt").stream()
          .map(Problem::parse)
          .toList();

  private NetworkProblems() {}

  /** All of them, by network: in the order of the table, then those that are not in it. */
  public static List<Problem> all() {
    return Stream.concat(CHOSEN.stream(), Architecture.all().stream().flatMap(n -> of(n).stream()))
        .distinct()
        .toList();
  }

  /** Those of one network. */
  public static List<Problem> of(Architecture network) {
    List<Problem> chosen = CHOSEN.stream().filter(problem -> network(problem) == network).toList();
    return chosen.isEmpty() ? usual(network) : chosen;
  }

  /** What proves a network that nobody chose problems for. */
  static List<Problem> usual(Architecture network) {
    return Stream.of(
            "training-step network=%s n=2",
            "training-step network=%s n=1 until=gradients",
            "training-step network=%s n=1 until=loss",
            "inference network=%s n=1")
        .map(problem -> Problem.parse(problem.formatted(network.name())))
        .toList();
  }

  /** Whether the oracle takes long for it. */
  public static boolean isFullSize(Problem problem) {
    return problem.cost().flops() > FULL_SIZE_FLOPS;
  }

  /** The network that a problem is about. */
  public static Architecture network(Problem problem) {
    if (problem.operation() instanceof Composite composite) {
      return composite.network();
    }
    throw new IllegalArgumentException(problem + " is about no network");
  }
}

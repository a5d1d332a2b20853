package dev.assay.verify.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkProblemsTest {
  @Test
  void everyNetworkIsProvedByAWholeStep() {
    for (Architecture network : Architecture.all()) {
      assertThat(NetworkProblems.of(network))
          .as(network.name())
          .allMatch(problem -> NetworkProblems.network(problem) == network)
          .anyMatch(NetworkProblemsTest::isWholeStep);
      assertThat(NetworkProblems.all()).containsAll(NetworkProblems.of(network));
    }
    assertThat(NetworkProblems.all()).doesNotHaveDuplicates();
  }

  @Test
  void everyNetworkIsVerifiedEvenIfNothingIsTimed() {
    for (Architecture network : Architecture.all()) {
      assertThat(NetworkProblems.of(network))
          .as(network.name())
          .filteredOn(problem -> !NetworkProblems.isFullSize(problem))
          .anyMatch(NetworkProblemsTest::isWholeStep)
          .anyMatch(problem -> problem.operation() instanceof Inference);
    }
  }

  @Test
  void aNetworkNobodyChoseProblemsForIsProvedAllTheSame() {
    Architecture network = Architecture.parse("lenet5");
    List<Problem> usual = NetworkProblems.usual(network);
    assertThat(usual)
        .allMatch(problem -> NetworkProblems.network(problem) == network)
        .anyMatch(NetworkProblemsTest::isWholeStep)
        .anyMatch(problem -> problem.operation() instanceof Inference);
  }

  /**
   * In which order channels and pixels are flattened shows only where there is more than one pixel:
   * what is trained, and what is used, flattens several if the published network does.
   */
  @Test
  void whatFlattensPixelsIsProvedToFlattenThemInOrder() {
    for (Architecture network : Architecture.all()) {
      if (flattensPixels(network.network(1, network.size()))) {
        assertThat(NetworkProblems.of(network))
            .as(network.name())
            .anyMatch(problem -> isWholeStep(problem) && flattensPixels(layers(problem)))
            .anyMatch(
                problem ->
                    problem.operation() instanceof Inference && flattensPixels(layers(problem)));
      }
    }
  }

  private static Network layers(Problem problem) {
    return ((Composite) problem.operation()).layers();
  }

  private static boolean flattensPixels(Network network) {
    return network.nodes().stream()
        .filter(node -> node.operation() instanceof Flatten)
        .map(node -> node.operation().operands().get(0).shape())
        .anyMatch(shape -> shape.size() > shape.dimension(0) * shape.dimension(1));
  }

  private static boolean isWholeStep(Problem problem) {
    return problem.operation() instanceof TrainingStep step && step.until() == Stage.UPDATE;
  }
}

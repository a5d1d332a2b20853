package dev.assay.verify.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Inference;
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

  private static boolean isWholeStep(Problem problem) {
    return problem.operation() instanceof TrainingStep step && step.until() == Stage.UPDATE;
  }
}

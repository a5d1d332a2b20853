package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.generate.Shard;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Campaigns of a worker that dies of problems; no process has to start again for them. */
class CampaignDeathsTest {
  private static final int MOST_DEATHS = 8;
  private static final int FATAL_SIZE = 4;

  private int asked;

  @Test
  void whatDiesOfTooManyProblemsIsGivenUp() {
    Verifier.Campaign campaign = campaign(problem -> true);

    campaign.advance(1000);
    assertThat(asked).isEqualTo(MOST_DEATHS);
    campaign.advance(2000);
    assertThat(asked).as("nothing more").isEqualTo(MOST_DEATHS);

    OperationReport report = campaign.report();
    assertThat(report.cutShort()).isTrue();
    assertThat(report.tries()).isEqualTo(MOST_DEATHS);
    assertThat(deaths(report)).isEqualTo(MOST_DEATHS);
  }

  @Test
  void fewerDeathsAreBorneWith() {
    Verifier.Campaign campaign = campaign(problem -> asked < MOST_DEATHS);

    campaign.advance(1000);

    OperationReport report = campaign.report();
    assertThat(report.cutShort()).isFalse();
    assertThat(report.tries()).isEqualTo(1000);
    assertThat(deaths(report)).isEqualTo(MOST_DEATHS - 1);
  }

  @Test
  void theSmallestProblemThatKillsIsFound() {
    Verifier.Campaign campaign = campaign(problem -> size(problem) >= FATAL_SIZE);
    campaign.advance(1000);

    List<Finding> deaths =
        campaign.report().findings().stream().filter(found -> found.law().isEmpty()).toList();

    assertThat(deaths)
        .isNotEmpty()
        .allSatisfy(
            found -> {
              assertThat(found.smallest().outcome()).isEqualTo(Outcome.CRASHED);
              assertThat(size(found.smallest().problem())).isEqualTo(FATAL_SIZE);
            })
        .anySatisfy(found -> assertThat(size(found.first().problem())).isGreaterThan(FATAL_SIZE));
  }

  private static int deaths(OperationReport report) {
    return report.directions().values().stream()
        .mapToInt(tally -> tally.outcomes().getOrDefault(Outcome.CRASHED, 0))
        .sum();
  }

  private static int size(Problem problem) {
    return problem.operation().outputShape().size();
  }

  private Verifier.Campaign campaign(Predicate<Problem> deadly) {
    Verifier verifier = new Verifier((requests, goOn) -> answer(requests, deadly, goOn));
    return verifier.campaign("relu", 1, Shard.WHOLE, 0, verdict -> {});
  }

  /** What it does not die of, it cannot compute. */
  private void answer(List<Request> requests, Predicate<Problem> deadly, Predicate<Answer> goOn) {
    for (Request request : requests) {
      asked++;
      Answer answer =
          deadly.test(request.problem())
              ? new Answer.Crashed(request, "ended, exit code 42", "", List.of())
              : new Answer.Replied(request, new Reply.Unsupported("nothing else"));
      if (!goOn.test(answer)) {
        return;
      }
    }
  }
}

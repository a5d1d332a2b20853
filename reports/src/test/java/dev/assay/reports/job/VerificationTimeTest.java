package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.CampaignRecord.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationTimeTest {
  private static CampaignRecord campaign(@Nullable Double limit, Position... positions) {
    return new CampaignRecord(List.of("verify"), null, limit, List.of(positions));
  }

  private static Position took(String backend, double seconds) {
    return new Position(backend, "relu", 100, seconds, false);
  }

  @Test
  void withoutALimitThereIsNoEnd() {
    TimeShare share = new VerificationTime(campaign(null)).share("a", 1);

    assertThat(share.isOver(1e9)).isFalse();
  }

  @Test
  void backendsShareEvenly() {
    assertThat(new VerificationTime(campaign(900.0)).share("a", 3).seconds())
        .isCloseTo(300, within(1.0));
  }

  @Test
  void whatWasTakenBeforeAnInterruptCounts() {
    CampaignRecord campaign = campaign(900.0, took("a", 200), took("b", 30));

    assertThat(new VerificationTime(campaign).share("b", 2).seconds()).isCloseTo(320, within(1.0));
    assertThat(new VerificationTime(campaign).share("c", 1).seconds()).isCloseTo(670, within(1.0));
  }

  @Test
  void startingCounts() throws InterruptedException {
    VerificationTime budget = new VerificationTime(campaign(1.0));
    Thread.sleep(300);

    assertThat(budget.share("a", 1).seconds()).isLessThanOrEqualTo(0.7);
  }

  @Test
  void theEndIsLeftItsTimeButNotAll() throws InterruptedException {
    assertThat(new TimeShare(100).isOver(40)).isFalse();
    assertThat(new TimeShare(100).isOver(1000)).isFalse();
    assertThat(new TimeShare(-1).isOver(0)).isTrue();
    TimeShare tiny = new TimeShare(0.4);
    Thread.sleep(250);
    assertThat(tiny.isOver(1000)).isTrue();
  }
}

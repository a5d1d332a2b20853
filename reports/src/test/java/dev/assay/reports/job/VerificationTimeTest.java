package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.CampaignRecord.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationTimeTest {
  private double now;

  private static CampaignRecord campaign(@Nullable Double limit, Position... positions) {
    return new CampaignRecord(List.of("verify"), null, limit, List.of(positions));
  }

  private static Position took(String backend, double seconds) {
    return new Position(backend, "relu", 100, seconds, false);
  }

  @Test
  void withoutALimitThereIsNoEnd() {
    TimeShare share = new VerificationTime(campaign(null)).begin("a", 1);

    assertThat(share.isOver(1e9)).isFalse();
  }

  @Test
  void backendsShareEvenly() {
    assertThat(new VerificationTime(campaign(900.0)).begin("a", 3).seconds())
        .isCloseTo(300, within(1.0));
  }

  @Test
  void whatWasTakenBeforeAnInterruptCounts() {
    CampaignRecord campaign = campaign(900.0, took("a", 200), took("b", 30));

    assertThat(new VerificationTime(campaign).begin("b", 2).seconds()).isCloseTo(320, within(1.0));
    assertThat(new VerificationTime(campaign).begin("c", 1).seconds()).isCloseTo(670, within(1.0));
  }

  @Test
  void makingReadyCountsAndIsLeftToThoseToCome() {
    VerificationTime time = new VerificationTime(campaign(600.0), () -> now);

    now += 40;
    assertThat(time.begin("a", 3).seconds()).isEqualTo((600 - 3 * 40) / 3.0);
    now += 160;
    time.end();
    now += 40;
    assertThat(time.begin("b", 2).seconds()).isEqualTo(160);
    now += 100;
    time.end();
    now += 100;
    assertThat(time.begin("c", 1).seconds())
        .as("what one does not use, or uses beyond the others, the next one has or lacks")
        .isEqualTo(160);
  }

  @Test
  void proofsThatTakeMoreThanThereIsLeaveNobodyMoreThanTheOthers() {
    VerificationTime time = new VerificationTime(campaign(240.0), () -> now);

    for (int toCome = 6; toCome > 0; toCome--) {
      now += 50;
      assertThat(time.begin("b" + toCome, toCome).isOver(0)).isTrue();
      now += 5;
      time.end();
    }
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

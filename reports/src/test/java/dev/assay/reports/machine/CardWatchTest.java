package dev.assay.reports.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reports.record.CardRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tool's place is taken by a shell script")
@Timeout(30)
class CardWatchTest {
  private static final String READINGS =
      """
      echo '3, 1410, 310.5, 60, 1024, 0x0000000000000000'
      echo '3, 1380, 399.5, 64, 2048, 0x0000000000000004'
      """;

  private final FakeTool fake;
  private final List<CardRecord> records = new ArrayList<>();

  CardWatchTest(@TempDir Path folder) {
    fake = new FakeTool(folder);
  }

  /** Watches until so much was read. */
  private void watch(NvidiaSmi tool, int readings) throws IOException, InterruptedException {
    try (CardWatch watch = new CardWatch(tool, 3, records::add)) {
      while (watch.count() < readings) {
        Thread.sleep(10);
      }
    }
  }

  @Test
  void readsUntilItIsClosedAndEndsTheToolThen() throws IOException, InterruptedException {
    watch(fake.saying("echo $$ > '" + fake.folder() + "/pid'", READINGS, "exec sleep 60"), 2);

    assertThat(records).hasSize(1);
    CardRecord card = records.get(0);
    assertThat(card.index()).isEqualTo(3);
    assertThat(card.readings()).isEqualTo(2);
    assertThat(card.heldDown()).isEqualTo(1);
    assertThat(Files.readString(fake.calls())).contains("--id=3").contains("--loop-ms=500");
    long pid = Long.parseLong(Files.readString(fake.folder().resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(tool -> tool.onExit().join()); // or the test takes too long
  }

  @Test
  void olderDriversKnowTheReasonsByAnotherName() throws IOException, InterruptedException {
    watch(
        fake.saying(
            "case $1 in *event_reasons*) echo 'Field is not a valid field to query.'; exit 2;; esac",
            READINGS,
            "exec sleep 60"),
        2);

    assertThat(records).extracting(CardRecord::readings).containsExactly(2);
    assertThat(Files.readAllLines(fake.calls()))
        .satisfiesExactly(
            call -> assertThat(call).contains("clocks_event_reasons.active"),
            call -> assertThat(call).contains("clocks_throttle_reasons.active"));
  }

  @Test
  void aToolThatEndsHasSaidWhatItSaid() throws IOException, InterruptedException {
    watch(fake.saying(READINGS), 2);
    assertThat(records).extracting(CardRecord::readings).containsExactly(2);
  }

  @Test
  void aToolThatHangsOrIsMissingIsAsIfNobodyWatched() throws IOException, InterruptedException {
    Path hangs = fake.folder().resolve("hangs");
    NvidiaSmi hanging =
        fake.saying("trap '' TERM", "touch '" + hangs + "'", "while true; do sleep 1; done");
    try (CardWatch watch = new CardWatch(hanging, 3, records::add)) {
      while (!Files.exists(hangs)) {
        Thread.sleep(10);
      }
      assertThat(watch.count()).isZero();
    }
    watch(fake.missing(), 0);
    assertThat(records).isEmpty();
  }

  @Test
  void whateverIsDoneMeanwhileFailsAsItWould() {
    assertThatThrownBy(
            () ->
                CardWatch.during(
                    () -> {
                      throw new IllegalStateException("work");
                    },
                    0,
                    records::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("work");
  }
}

package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sleep to wait for")
class WatchdogTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Limits LIMITS = new Limits(LONG, LONG, Long.MAX_VALUE);

  private Process process;
  private Watchdog watchdog;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
    watchdog = new Watchdog(process, LIMITS);
  }

  @AfterEach
  void stop() {
    watchdog.close();
    process.destroyForcibly();
  }

  @Test
  void whoIsInTimeLivesOn() throws IOException {
    Duration time = Duration.ofSeconds(30);

    assertThat(watchdog.within(time, () -> "first")).isEqualTo("first");
    assertThat(watchdog.within(time, () -> "second")).isEqualTo("second");
    assertThat(watchdog.timedOut()).isFalse();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void whoWasKilledForBeingLateWasNotInTime() {
    assertThatThrownBy(() -> watchdog.within(Duration.ofMillis(10), this::answerOfTheDying))
        .isInstanceOf(IOException.class)
        .hasMessage("did not answer in time");
    assertThat(watchdog.timedOut()).isTrue();
    assertThat(watchdog.reason()).contains("did not answer in time");
  }

  @Test
  void aPauseOfEverybodyIsNotTheWorkersFault() throws IOException {
    AtomicLong nanoTime = new AtomicLong();
    AwakeClock clock = new AwakeClock(Watchdog.TICK, nanoTime::get);
    try (Watchdog paused = new Watchdog(process, LIMITS, clock)) {
      String answer =
          paused.within(
              Duration.ofSeconds(30),
              () -> {
                nanoTime.addAndGet(Duration.ofSeconds(40).toNanos());
                waitForTicks();
                return "after a pause";
              });

      assertThat(answer).isEqualTo("after a pause");
      assertThat(process.isAlive()).isTrue();
    }
  }

  private static void waitForTicks() {
    try {
      Thread.sleep(10 * Watchdog.TICK.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The answer was on its way when the process was killed. */
  private String answerOfTheDying() {
    return "late, exit value " + process.onExit().join().exitValue();
  }
}

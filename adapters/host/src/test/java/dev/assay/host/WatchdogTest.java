package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sleep to wait for")
class WatchdogTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(10);
  private static final Closeable CONNECTION = () -> {};
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

    assertThat(watchdog.within(time, CONNECTION, () -> "first")).isEqualTo("first");
    assertThat(watchdog.within(time, CONNECTION, () -> "second")).isEqualTo("second");
    assertThat(watchdog.timedOut()).isFalse();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void whoWasKilledForBeingLateWasNotInTime() {
    assertThatThrownBy(() -> watchdog.within(SHORT, CONNECTION, this::answerOfTheDying))
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
              CONNECTION,
              () -> {
                nanoTime.addAndGet(Duration.ofSeconds(40).toNanos());
                waitForTicks();
                return "after a pause";
              });

      assertThat(answer).isEqualTo("after a pause");
      assertThat(process.isAlive()).isTrue();
    }
  }

  /** A watchdog for which time passes ten times as fast while it is told to. */
  private Watchdog inFastMotion(AtomicBoolean fast) {
    AtomicLong nanoTime = new AtomicLong();
    long step = 10 * Watchdog.TICK.toNanos();
    return new Watchdog(
        process,
        LIMITS,
        new AwakeClock(Watchdog.TICK, () -> nanoTime.addAndGet(fast.get() ? step : 0)));
  }

  /** Of one that lives, an answer may take longer than last words. */
  @Test
  void whoIsInTimeMayTakeLong() throws IOException {
    AtomicBoolean fast = new AtomicBoolean(true);
    try (Watchdog patient = inFastMotion(fast)) {
      assertThat(
              patient.within(
                  LONG,
                  () -> {
                    throw new AssertionError("closed");
                  },
                  () -> {
                    waitForTicks();
                    return "at last";
                  }))
          .isEqualTo("at last");
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void afterTheAnswerNothingIsDue() throws IOException {
    AtomicBoolean fast = new AtomicBoolean();
    try (Watchdog patient = inFastMotion(fast)) {
      patient.within(SHORT, CONNECTION, () -> "in time");
      fast.set(true);
      waitForTicks();

      assertThat(patient.timedOut()).isFalse();
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void ofTheKilledNothingMoreIsAwaited() {
    watchdog.kill("of no more use");
    watchdog.kill("again");

    assertThatThrownBy(() -> waitForEver(watchdog, LONG)).hasMessage("closed");
    assertThat(watchdog.timedOut()).isFalse();
    assertThat(watchdog.reason()).contains("of no more use");
  }

  /** Not at once, but as soon as it does. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "no other system tells how much a process holds")
  void whoTakesTooMuchMemoryIsKilled() throws IOException, InterruptedException {
    String takeMuch = "sleep 0.5; x=$(head -c 40000000 /dev/zero | tr '\\0' x); sleep 60";
    Process greedy = new ProcessBuilder("sh", "-c", takeMuch).start();
    try (Watchdog strict = new Watchdog(greedy, new Limits(LONG, LONG, 20 << 20))) {
      assertThat(greedy.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(strict.reason()).contains("exceeded its memory limit of 20 MiB");
      assertThat(strict.timedOut()).isFalse();
    } finally {
      greedy.destroyForcibly();
    }
  }

  /** As if a process that the backend has forked held the connection open. */
  @Test
  void ofTheDeadNothingIsAwaitedThoughTheConnectionStands() {
    process.destroyForcibly();

    assertThatThrownBy(() -> waitForEver(watchdog, LONG)).hasMessage("closed");
    assertThat(watchdog.timedOut()).isFalse();
    assertThat(watchdog.reason()).isEmpty();
  }

  /** As one that hangs in a driver. */
  @Test
  void ofOneThatDoesNotDieNothingIsAwaitedEither() {
    try (Watchdog immortal = new Watchdog(new Immortal(), LIMITS)) {
      assertThatThrownBy(() -> waitForEver(immortal, SHORT)).hasMessage("closed");
      assertThat(immortal.timedOut()).isTrue();
    }
  }

  private static void waitForEver(Watchdog watchdog, Duration time) throws IOException {
    CountDownLatch closed = new CountDownLatch(1);
    watchdog.within(
        time,
        closed::countDown,
        () -> {
          try {
            closed.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          throw new IOException("closed");
        });
  }

  @Test
  void whatTheKilledHasStartedIsKilledToo() throws IOException, InterruptedException {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 60; true").start();
    try (Watchdog killer = new Watchdog(parent, LIMITS)) {
      List<ProcessHandle> started = List.of();
      while (started.isEmpty()) {
        started = parent.descendants().toList();
      }

      killer.kill("of no more use");

      assertThat(parent.waitFor()).isNotZero();
      for (ProcessHandle child : started) {
        assertThat(child.onExit().join().isAlive()).isFalse();
      }
    }
  }

  private static final class Immortal extends Process {
    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public ProcessHandle toHandle() {
      return ProcessHandle.current();
    }

    @Override
    public Stream<ProcessHandle> descendants() {
      return Stream.empty();
    }

    @Override
    public void destroy() {}

    @Override
    public int waitFor() {
      throw new AssertionError("waits for ever");
    }

    @Override
    public int exitValue() {
      throw new IllegalThreadStateException();
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
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

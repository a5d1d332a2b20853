package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwakeClockTest {
  private long nanoTime = -7;

  private final AwakeClock clock = new AwakeClock(Duration.ofMillis(20), () -> nanoTime);

  @Test
  void whoIsAwakeSeesAllTime() {
    assertThat(clock.read()).isZero();
    for (int tick = 0; tick < 100; tick++) {
      pass(25);
      clock.read();
    }
    assertThat(clock.read()).isEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void ofAPauseTenTicksCount() {
    pass(20);
    clock.read();
    pass(40_000);
    assertThat(clock.read()).isEqualTo(Duration.ofMillis(220));
    pass(20);
    assertThat(clock.read()).isEqualTo(Duration.ofMillis(240));
  }

  private void pass(long millis) {
    nanoTime += Duration.ofMillis(millis).toNanos();
  }
}

package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CanaryTest {
  private double seconds = 1e-3;

  @Test
  void theSlowdownIsTheTimeOverTheBest() {
    Canary canary = new Canary(() -> seconds);

    assertThat(canary.slowdown()).isEqualTo(1);
    seconds = 1.3e-3;
    assertThat(canary.slowdown()).isCloseTo(1.3, within(1e-12));
    seconds = 0.5e-3;
    assertThat(canary.slowdown()).isEqualTo(1);
    seconds = 1e-3;
    assertThat(canary.slowdown()).isEqualTo(2);
  }

  /** What the compiler has not got to yet is slow, and what it replaced may even be faster. */
  @Test
  void theFirstGoesAreNotTheBest() {
    int[] goes = {0};
    Canary canary = new Canary(() -> goes[0]++ < 20 ? 0.1e-3 : 1e-3);

    assertThat(canary.slowdown()).isEqualTo(1);
  }

  /** On a busy machine not always; and at first it is not compiled. */
  @Test
  void theWorkTakesAboutAsLongEachTime() {
    CanaryWork work = new CanaryWork(2);

    assertThat(Stream.generate(() -> sortedTimes(work)).limit(20))
        .anySatisfy(
            seconds -> {
              assertThat(seconds[0]).isBetween(0.01e-3, 50e-3);
              assertThat(seconds[seconds.length / 4]).isLessThan(1.5 * seconds[0]);
            });
  }

  private static double[] sortedTimes(CanaryWork work) {
    return DoubleStream.generate(work).limit(100).sorted().toArray();
  }

  /** They would take time from what is timed. */
  @Test
  void helpersDoNothingInBetween() throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    CanaryWork work = new CanaryWork(3);
    work.getAsDouble();
    Thread.sleep(50);
    long[] helpers =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("canary"))
            .mapToLong(Thread::getId)
            .toArray();
    long before = Arrays.stream(helpers).map(threads::getThreadCpuTime).sum();
    Thread.sleep(200);

    assertThat(helpers).hasSizeGreaterThanOrEqualTo(2);
    // Some systems keep this account by ticks, and one tick may be that of its first go.
    assertThat(Arrays.stream(helpers).map(threads::getThreadCpuTime).sum() - before)
        .isLessThan(20_000_000);
  }
}

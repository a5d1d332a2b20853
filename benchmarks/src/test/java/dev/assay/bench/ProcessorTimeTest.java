package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTimeTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path proc;

  @Test
  void whatThreadsOfTheNameHadIsAddedUp() throws IOException {
    thread("11", "backend", "5000000000 2000000000 17");
    thread("12", "backend", "4000000000 500000000 17");
    thread("13", "GC Thread#0", "5000000000 9000000000 17");
    Files.writeString(
        proc.resolve("stat"),
        "cpu  1 2 3 900 100 0 0 0 0 0\ncpu0 1 1 2 500 60 0 0\ncpu1 0 1 1 400 40 0 0\nintr 7\n");

    Path outer = Files.createDirectories(proc.resolve("outer"));
    Path inner = Files.createDirectories(outer.resolve("inner"));
    Path legacy = Files.createDirectories(proc.resolve("legacy"));
    Files.writeString(outer.resolve("cpu.stat"), "usage_usec 9\nthrottled_usec 1500000\n");
    Files.writeString(inner.resolve("cpu.stat"), "nr_throttled 7\nthrottled_usec 250000\n");
    Files.writeString(legacy.resolve("cpu.stat"), "nr_periods 3\nthrottled_time 2000000000\n");

    ProcessorTime time =
        ProcessorTime.of(proc, backends(), List.of(inner, outer, legacy, proc), 12);
    assertThat(time.running()).isCloseTo(9, within(1e-9));
    assertThat(time.waiting()).isCloseTo(2.5, within(1e-9));
    assertThat(time.busy()).isCloseTo(2 * 12 - 10, within(1e-9));
    assertThat(time.throttled()).isCloseTo(1.5 + 0.25 + 2, within(1e-9));
    assertThat(time.others()).isCloseTo(14 - 9 - 0.01, within(1e-9));
  }

  /** A container sees all of its host's, as does a program that keeps to some. */
  @ParameterizedTest
  @CsvSource({"'2', 9", "'0,2', 17", "'1-3', 24", "'0-1,3-64', 23"})
  void onlyProcessorsThatItMayUseCount(String allowed, double busy) throws IOException {
    Path self = Files.createDirectories(proc.resolve("self"));
    Files.writeString(
        self.resolve("status"), "Name:\tjava\nCpus_allowed:\tf\nCpus_allowed_list:\t" + allowed);
    Files.writeString(
        proc.resolve("stat"),
        """
        cpu  4 0 0 1000 0
        cpu0 1 0 0 200 0
        cpu1 1 0 0 250 50
        cpu2 1 0 0 100 0
        cpu3 1 0 0 200 0
        """);

    assertThat(ProcessorTime.of(proc, List.of(), List.of(), 10).busy())
        .isCloseTo(busy, within(1e-9));
  }

  @Test
  void whereThereIsNoAccountNobodyHadAnything() throws IOException {
    assertThat(ProcessorTime.of(proc, backends(), List.of(proc), 5))
        .isEqualTo(new ProcessorTime(0, 0, 0, 0));

    Path ended = proc.resolve("self/task/11");
    Files.createDirectories(ended);
    Files.writeString(ended.resolve("comm"), "backend\n");
    assertThat(ProcessorTime.of(proc, backends(), List.of(proc), 5))
        .isEqualTo(new ProcessorTime(0, 0, 0, 0));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theBackendsThreadIsFound() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/schedstat")), "the kernel keeps no account");
    Supplier<ProcessorTime> backend = BackendThread.call(ProcessorTime::ofBackend);
    ProcessorTime before = backend.get();
    BackendThread.call(ProcessorTimeTest::compute);
    ProcessorTime time = backend.get();

    assertThat(before.running()).isPositive();
    assertThat(time.minus(before).running()).isBetween(1e-9, 60.0);
    assertThat(time.minus(before).waiting()).isBetween(0.0, 60.0);
    assertThat(time.busy()).isGreaterThan(before.busy() - 0.02);
  }

  /** For longer than the system takes to notice: it keeps its account by ticks and switches. */
  private static long compute() {
    long end = System.nanoTime() + 50_000_000;
    long steps = 0;
    while (System.nanoTime() < end) {
      steps++;
    }
    return steps;
  }

  private List<Path> backends() {
    return ProcessorTime.threads(proc, "backend");
  }

  private void thread(String id, String name, String times) throws IOException {
    Path thread = Files.createDirectories(proc.resolve("self/task").resolve(id));
    Files.writeString(thread.resolve("comm"), name + "\n");
    Files.writeString(thread.resolve("schedstat"), times + "\n");
  }
}

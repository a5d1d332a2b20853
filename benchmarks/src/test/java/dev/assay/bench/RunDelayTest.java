package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunDelayTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void whatThreadsOfTheNameWaitedIsAddedUp() throws IOException {
    thread("11", "backend", "5000000000 2000000000 17");
    thread("12", "backend", "5000000000 500000000 17");
    thread("13", "GC Thread#0", "5000000000 9000000000 17");

    assertThat(RunDelay.of(folder, "backend").getAsDouble()).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void aThreadThatHasEndedWaitsNoLonger() throws IOException {
    thread("11", "backend", "5000000000 2000000000 17");
    RunDelay delay = RunDelay.of(folder, "backend");
    Files.delete(folder.resolve("11").resolve("schedstat"));

    assertThat(delay.getAsDouble()).isZero();
    assertThat(RunDelay.of(folder.resolve("absent"), "backend").getAsDouble()).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theBackendsThreadIsFound() throws Exception {
    RunDelay delay = BackendThread.call(RunDelay::ofBackend);

    assertThat(delay.threads()).hasSize(1);
    assertThat(delay.getAsDouble()).isBetween(0.0, 60.0);
  }

  private void thread(String id, String name, String times) throws IOException {
    Path thread = Files.createDirectories(folder.resolve(id));
    Files.writeString(thread.resolve("comm"), name + "\n");
    Files.writeString(thread.resolve("schedstat"), times + "\n");
  }
}

package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Device;
import dev.assay.spi.Origin;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTest {
  /** Asks for a field's place, as JMH and JavaCPP do. */
  static final class Unsafely {
    private Unsafely() {}

    public static void main(String... arguments) throws ReflectiveOperationException {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field theUnsafe = type.getDeclaredField("theUnsafe");
      theUnsafe.setAccessible(true);
      Field place = String.class.getDeclaredField("hash");
      type.getMethod("objectFieldOffset", Field.class).invoke(theUnsafe.get(null), place);
    }
  }

  @Test
  void jvmDoesNotWarnOfWhatLibrariesDo() throws IOException, InterruptedException {
    Launch launch =
        new Launch(
            "unsafe",
            "none",
            Device.CPU,
            1,
            List.of(Origin.of(Unsafely.class)),
            List.of(),
            List.of());

    Process process =
        launch
            .command(List.of(), Unsafely.class.getName(), List.of())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  /** Says that it is there, and stays. */
  static final class Lasting {
    private Lasting() {}

    public static void main(String... arguments) throws InterruptedException {
      System.out.println("started");
      Thread.sleep(60_000);
    }
  }

  /** Which reach every process of a group, or of a terminal. */
  @ParameterizedTest
  @ValueSource(strings = {"HUP", "INT", "TERM"})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
  void signalsForTheApplicationDoNotEndIt(String signal) throws Exception {
    Launch launch =
        new Launch(
            "lasting",
            "none",
            Device.CPU,
            1,
            List.of(Origin.of(Lasting.class)),
            List.of(),
            List.of());
    Process process = launch.command(List.of(), Lasting.class.getName(), List.of()).start();
    try {
      assertThat(process.getInputStream().read()).isEqualTo('s');

      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();

      assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aVariableWithoutAValueIsTakenAway() {
    Launch launch =
        new Launch("any", "none", Device.CPU, 1, List.of(), List.of(), List.of("PATH=", "A=b=c"));

    assertThat(System.getenv()).containsKey("PATH");
    assertThat(launch.command(List.of(), "Main", List.of()).environment())
        .doesNotContainKey("PATH")
        .containsEntry("A", "b=c");
  }

  @Test
  void theNumberOfThreadsIsFilledInWhenItIsCertain() {
    Launch launch =
        new Launch(
            "any",
            "none",
            Device.CPU,
            8,
            List.of(),
            List.of("-Dthreads={threads}"),
            List.of("OMP_NUM_THREADS={threads}"));

    ProcessBuilder two = launch.withThreads(2).command(List.of(), "Main", List.of());

    assertThat(two.command()).contains("-Dthreads=2");
    assertThat(two.environment()).containsEntry("OMP_NUM_THREADS", "2");
    assertThat(launch.command(List.of(), "Main", List.of()).command()).contains("-Dthreads=8");
  }
}

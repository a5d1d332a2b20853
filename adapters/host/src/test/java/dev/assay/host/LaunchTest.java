package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Device;
import dev.assay.spi.Origin;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void aVariableWithoutAValueIsTakenAway() {
    Launch launch =
        new Launch("any", "none", Device.CPU, 1, List.of(), List.of(), List.of("PATH=", "A=b=c"));

    assertThat(System.getenv()).containsKey("PATH");
    assertThat(launch.command(List.of(), "Main", List.of()).environment())
        .doesNotContainKey("PATH")
        .containsEntry("A", "b=c");
  }
}

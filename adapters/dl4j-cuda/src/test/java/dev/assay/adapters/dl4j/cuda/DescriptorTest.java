package dev.assay.adapters.dl4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescriptorTest {
  private final Properties descriptor = new Properties();

  @BeforeEach
  void read() throws IOException {
    try (InputStream file = Nd4jCudaBackend.class.getResourceAsStream("/backend.properties")) {
      descriptor.load(file);
    }
  }

  @Test
  void namesABackendThatCanBeMade() throws ReflectiveOperationException {
    // Not initialised: that would load natives, which no test has.
    Class<?> type =
        Class.forName(descriptor.getProperty("class"), false, getClass().getClassLoader());

    assertThat(Backend.class).isAssignableFrom(type);
    assertThat(type.getConstructor(Device.class, int.class)).isNotNull();
    assertThat(descriptor.values()).noneMatch(value -> value.toString().contains("${"));
  }

  /** On one class path with natives for the processor, ND4J might take those. */
  @Test
  void hasNativesForCardsAlone() {
    assertThat(descriptor.getProperty("artifacts")).contains(":nd4j-cuda-11.6:");
    assertThat(descriptor.values()).noneMatch(value -> value.toString().contains(":nd4j-native:"));
    assertThat(natives()).isNotEmpty().allMatch(key -> key.endsWith(".cuda"));
  }

  @Test
  void everyPlatformHasItsOwnNativesLibrariesAndLoader() {
    assertThat(natives())
        .allSatisfy(
            key -> {
              String platform = key.split("\\.", -1)[1];
              assertThat(descriptor.getProperty(key).split(",", -1))
                  .hasSize(4)
                  .allMatch(coordinates -> coordinates.contains(":jar:" + platform))
                  .contains("org.nd4j:nd4j-cuda-11.6:jar:" + platform + "-cudnn:{version}")
                  .anyMatch(coordinates -> coordinates.contains(":jar:" + platform + "-redist:"));
            });
  }

  @Test
  void float32IsFloat32() {
    assertThat(descriptor.getProperty("environment").split(" ", -1))
        .contains("NVIDIA_TF32_OVERRIDE=0");
  }

  private List<String> natives() {
    return descriptor.stringPropertyNames().stream()
        .filter(key -> key.startsWith("natives."))
        .toList();
  }
}

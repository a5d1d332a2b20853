package dev.assay.adapters.djl.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Device;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescriptorTest {
  private final Properties descriptor = new Properties();

  @BeforeEach
  void read() throws IOException {
    try (InputStream file = PyTorchBackend.class.getResourceAsStream("/backend.properties")) {
      descriptor.load(file);
    }
  }

  @Test
  void namesTheBackendAndResolvedVersions() throws ReflectiveOperationException {
    assertThat(
            Class.forName(descriptor.getProperty("class"))
                .getConstructor(Device.class, int.class)
                .getDeclaringClass())
        .isEqualTo(PyTorchBackend.class);
    assertThat(descriptor.getProperty("version")).matches("[0-9.]+-[0-9.]+");
    assertThat(descriptor.values()).noneMatch(value -> value.toString().contains("${"));
  }

  @Test
  void callsNobody() {
    assertThat(descriptor.getProperty("jvm").split(" ", -1)).contains("-Dai.djl.offline=true");
    assertThat(descriptor.getProperty("environment").split(" ", -1))
        .contains("OPT_OUT_TRACKING=true");
  }
}

package dev.assay.adapters.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Device;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DescriptorTest {

  @Test
  void namesTheBackendAndResolvedVersions() throws IOException, ReflectiveOperationException {
    Properties descriptor = new Properties();
    try (InputStream in = OnnxRuntimeBackend.class.getResourceAsStream("/backend.properties")) {
      descriptor.load(in);
    }
    assertThat(
            Class.forName(descriptor.getProperty("class"))
                .getConstructor(Device.class, int.class)
                .getDeclaringClass())
        .isEqualTo(OnnxRuntimeBackend.class);
    assertThat(descriptor.getProperty("version")).matches("[0-9.]+");
    assertThat(descriptor.values()).noneMatch(value -> value.toString().contains("${"));
  }
}

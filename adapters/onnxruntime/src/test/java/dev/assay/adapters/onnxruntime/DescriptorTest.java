package dev.assay.adapters.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DescriptorTest {
  @Test
  void callsNobody() throws IOException {
    Properties descriptor = new Properties();
    try (InputStream file = OnnxRuntimeBackend.class.getResourceAsStream("/backend.properties")) {
      descriptor.load(file);
    }

    assertThat(descriptor.getProperty("environment").split(" ", -1))
        .contains("ORT_DISABLE_TELEMETRY=1");
  }
}

package dev.assay.adapters.libtorch;

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
    try (InputStream in = LibTorchBackend.class.getResourceAsStream("/backend.properties")) {
      descriptor.load(in);
    }
    assertThat(
            Class.forName(descriptor.getProperty("class"))
                .getConstructor(Device.class, int.class)
                .getDeclaringClass())
        .isEqualTo(LibTorchBackend.class);
    assertThat(descriptor.getProperty("version")).matches("[0-9.-]+");
    assertThat(descriptor.values()).noneMatch(value -> value.toString().contains("${"));
    assertThat(descriptor.getProperty("variant.contiguous.options"))
        .isEqualTo("-D" + Layout.PROPERTY + "=" + Layout.CONTIGUOUS);
  }
}

package dev.assay.adapters.djl.mxnet.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Device;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DescriptorTest {

  @Test
  void namesTheBackendAndWhatItIsAVariantOf() throws IOException, ReflectiveOperationException {
    Properties descriptor = new Properties();
    try (InputStream in = MxnetSymbolBackend.class.getResourceAsStream("/backend.properties")) {
      descriptor.load(in);
    }
    assertThat(
            Class.forName(descriptor.getProperty("class"))
                .getConstructor(Device.class, int.class)
                .getDeclaringClass())
        .isEqualTo(MxnetSymbolBackend.class);
    assertThat(descriptor).containsEntry("variant-of", "djl-mxnet");
  }
}

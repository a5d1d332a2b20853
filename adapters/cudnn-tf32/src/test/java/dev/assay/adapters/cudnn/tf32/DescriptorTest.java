package dev.assay.adapters.cudnn.tf32;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DescriptorTest {

  @Test
  void namesTheBackendAndWhatItIsAVariantOf() throws IOException, ReflectiveOperationException {
    Properties descriptor = new Properties();
    try (InputStream in = Tf32Backend.class.getResourceAsStream("/backend.properties")) {
      descriptor.load(in);
    }
    // Not initialised: that would load natives, which no test has.
    Class<?> type =
        Class.forName(descriptor.getProperty("class"), false, getClass().getClassLoader());

    assertThat(Backend.class).isAssignableFrom(type);
    assertThat(type.getConstructor(Device.class, int.class)).isNotNull();
    assertThat(descriptor).containsEntry("variant-of", "cudnn");
    assertThat(descriptor.values()).noneMatch(value -> value.toString().contains("${"));
  }
}

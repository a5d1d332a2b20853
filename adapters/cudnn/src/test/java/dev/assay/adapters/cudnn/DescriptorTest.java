package dev.assay.adapters.cudnn;

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
    try (InputStream file = getClass().getResourceAsStream("/backend.properties")) {
      descriptor.load(file);
    }
  }

  @Test
  void namesABackendThatCanBeMade() throws ReflectiveOperationException {
    // Not initialised, as on a machine without a card.
    Class<?> type =
        Class.forName(descriptor.getProperty("class"), false, getClass().getClassLoader());

    assertThat(Backend.class).isAssignableFrom(type);
    assertThat(type.getConstructor(Device.class, int.class)).isNotNull();
    assertThat(descriptor.values()).noneMatch(value -> value.toString().contains("${"));
  }

  @Test
  void computesOnCardsAlone() {
    List<String> natives =
        descriptor.stringPropertyNames().stream()
            .filter(key -> key.startsWith("natives."))
            .toList();

    assertThat(natives)
        .contains("natives.linux-x86_64.cuda")
        .allMatch(key -> key.endsWith(".cuda"));
    assertThat(natives)
        .allSatisfy(
            key ->
                assertThat(descriptor.getProperty(key).split(",", -1))
                    .hasSize(2)
                    .allMatch(
                        coordinates -> coordinates.contains(":jar:" + key.split("\\.", -1)[1])));
  }
}

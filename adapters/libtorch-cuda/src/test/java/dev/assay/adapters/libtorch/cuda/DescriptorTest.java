package dev.assay.adapters.libtorch.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.adapters.libtorch.LibTorchBackend;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescriptorTest {
  private final Properties descriptor = new Properties();

  /** By its place: on the class path lies that of the processor, too. */
  @BeforeEach
  void read() throws IOException {
    try (InputStream file =
        Files.newInputStream(Path.of("target", "classes", "backend.properties"))) {
      descriptor.load(file);
    }
  }

  @Test
  void isTheAdapterOfTheProcessorOnOtherNatives() {
    assertThat(descriptor.getProperty("class")).isEqualTo(LibTorchBackend.class.getName());
    assertThat(descriptor.values()).noneMatch(value -> value.toString().contains("${"));
  }

  /** An option of the backend's own that a variant does not repeat is not that variant's. */
  @Test
  void everyWayToUseItHasALayout() {
    assertThat(descriptor.getProperty("options")).isEqualTo("-Dassay.libtorch.layout=contiguous");
    assertThat(descriptor.stringPropertyNames())
        .filteredOn(key -> key.startsWith("variant.") && key.endsWith(".options"))
        .hasSize(2)
        .allSatisfy(
            key ->
                assertThat(descriptor.getProperty(key).split(" ", -1))
                    .contains("-Dassay.libtorch.layout=channels-last"));
  }

  /** Else -tf32 might compute in float32, and the others in TF32. */
  @Test
  void nothingButItsOptionsSaysHowPrecisely() {
    assertThat(descriptor.getProperty("environment").split(" ", -1))
        .contains(
            "NVIDIA_TF32_OVERRIDE=",
            "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE=",
            "CUBLAS_EMULATE_SINGLE_PRECISION=");
  }

  @Test
  void allNativesAreForCards() {
    List<String> natives =
        descriptor.stringPropertyNames().stream()
            .filter(key -> key.startsWith("natives."))
            .toList();

    assertThat(natives)
        .isNotEmpty()
        .allMatch(key -> key.endsWith(".cuda"))
        .allSatisfy(key -> assertThat(descriptor.getProperty(key)).contains("-gpu:{version}"));
  }
}

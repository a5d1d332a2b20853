package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** Else -tf32 might compute in float32, or the others in what cuBLAS makes of it. */
  @Test
  void nothingButItsOptionsSaysHowPrecisely() {
    assertThat(descriptor.getProperty("environment").split(" ", -1))
        .contains("NVIDIA_TF32_OVERRIDE=", "CUBLAS_EMULATE_SINGLE_PRECISION=");
  }

  /** What each variant sets, by its name. */
  private Map<String, Settings> variants() {
    Map<String, Settings> variants = new TreeMap<>();
    for (String key : descriptor.stringPropertyNames()) {
      String[] parts = key.split("\\.", -1);
      if (parts[0].equals("variant") && parts[2].equals("options")) {
        Properties set = new Properties();
        for (String option : descriptor.getProperty(key).split(" ", -1)) {
          String[] pair = option.substring("-D".length()).split("=", -1);
          set.setProperty(pair[0], pair[1]);
        }
        variants.put(parts[1], Settings.of(set));
      }
    }
    return variants;
  }

  @Test
  void everyAlgorithmIsThatOfOneVariant() {
    Map<String, Settings> variants = variants();

    assertThat(variants)
        .hasEntrySatisfying("tf32", tf32 -> assertThat(tf32.math()).isEqualTo(MathMode.TF32))
        .hasEntrySatisfying("fastest", fastest -> assertThat(fastest.any()).isTrue());
    variants.remove("tf32");
    assertThat(variants.values()).allMatch(Settings::concernConvolutionsAlone);
    List<String> named =
        variants.values().stream().flatMap(settings -> settings.algorithms().stream()).toList();
    Set<String> implemented = new TreeSet<>(Algorithms.names());
    implemented.remove("DIRECT");
    assertThat(named).containsExactlyInAnyOrderElementsOf(implemented);
  }

  @Test
  void aVariantHasAtMostOneAlgorithmInEachDirection() {
    for (Settings variant : variants().values()) {
      for (List<String> direction :
          List.of(
              ForwardConvolution.ALGORITHMS, DataGradient.ALGORITHMS, WeightsGradient.ALGORITHMS)) {
        assertThat(variant.algorithms()).filteredOn(direction::contains).hasSizeLessThan(2);
      }
    }
  }
}

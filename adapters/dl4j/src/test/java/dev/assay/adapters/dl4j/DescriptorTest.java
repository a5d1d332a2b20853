package dev.assay.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorTest {
  private final Properties descriptor = new Properties();

  @BeforeEach
  void read() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/backend.properties")) {
      descriptor.load(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "variant.samediff.class"})
  void namesABackendThatCanBeMade(String key) throws ReflectiveOperationException {
    // Not initialised: that would load natives, which no test has.
    Class<?> type = Class.forName(descriptor.getProperty(key), false, getClass().getClassLoader());

    assertThat(Backend.class).isAssignableFrom(type);
    assertThat(type.getConstructor(Device.class, int.class)).isNotNull();
  }

  @Test
  void everyVersionIsFilledIn() {
    assertThat(descriptor.values())
        .isNotEmpty()
        .noneMatch(value -> value.toString().contains("${"));
  }

  @Test
  void theVariantAsksForTheOtherLayout() {
    assertThat(descriptor.getProperty("variant.nchw.options"))
        .isEqualTo("-D" + Layout.PROPERTY + "=" + Layout.NCHW);
  }

  /**
   * With no limit of JavaCPP's, a quarter of which they may keep, SameDiff's sessions keep none.
   */
  @Test
  void graphsMayKeepArrays() {
    assertThat(descriptor.getProperty("jvm")).contains("-Dorg.bytedeco.javacpp.maxbytes=0");
    assertThat(descriptor.getProperty("variant.samediff.options"))
        .isEqualTo("-Dorg.bytedeco.javacpp.maxbytes=1000g");
  }

  @Test
  void whereverNativesHaveOneDnnThereAreOthersWithoutIt() {
    assertThat(descriptor.stringPropertyNames())
        .filteredOn(key -> key.startsWith("natives."))
        .filteredOn(key -> descriptor.getProperty(key).contains("-onednn"))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(descriptor.getProperty("variant.plain." + key))
                    .isEqualTo(withoutOneDnn(descriptor.getProperty(key))));
  }

  /** For Windows with AVX-512 there are none but those for AVX2. */
  private static String withoutOneDnn(String natives) {
    return natives.replace("-onednn", "").replace("windows-x86_64-avx512", "windows-x86_64-avx2");
  }

  @Test
  void everyPlatformHasItsOwnNativesBlasAndLoader() {
    List<String> keys =
        descriptor.stringPropertyNames().stream()
            .filter(key -> key.startsWith("natives."))
            .toList();

    assertThat(keys).contains("natives.linux-x86_64.cpu", "natives.linux-x86_64+avx2+avx512.cpu");
    assertThat(keys)
        .allSatisfy(
            key -> {
              String platform = key.split("[.+]", -1)[1];
              assertThat(descriptor.getProperty(key).split(",", -1))
                  .hasSize(3)
                  .allMatch(coordinates -> coordinates.split(":", -1).length == 5)
                  .allMatch(coordinates -> coordinates.contains(":jar:" + platform));
            });
  }

  @Test
  void nativesNeedTheFeaturesThatTheirKeySays() {
    assertThat(descriptor.stringPropertyNames())
        .filteredOn(key -> key.startsWith("natives."))
        .allSatisfy(
            key -> {
              String natives = descriptor.getProperty(key);
              String wanted =
                  key.contains("+avx512") ? "avx512" : key.contains("+avx2") ? "avx2" : "";
              assertThat(natives).contains(wanted);
              assertThat(natives.replace(wanted, "")).doesNotContain("avx");
            });
  }
}

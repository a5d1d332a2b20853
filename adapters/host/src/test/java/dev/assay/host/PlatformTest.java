package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, false, linux-x86_64",
    "Linux, aarch64, false, linux-arm64",
    "Linux, amd64, true, linux-musl-x86_64",
    "Mac OS X, aarch64, false, macosx-arm64",
    "Windows 11, amd64, false, windows-x86_64",
  })
  void isNamedAsItsNativesAre(String system, String architecture, boolean musl, String name) {
    assertThat(Platform.of(system, architecture, musl, Set.of("avx2", "fma", "sse2")))
        .isEqualTo(new Platform(name, Set.of("avx2")));
  }

  /** Natives for AVX2 multiply and add in one; those for AVX-512 are for Skylake-X and later. */
  @ParameterizedTest
  @CsvSource({
    "avx2 fma, linux-x86_64 (avx2)",
    "avx2, linux-x86_64",
    "fma, linux-x86_64",
    "avx512f avx512cd avx512bw avx512dq avx512vl, linux-x86_64 (avx512)",
    "avx512f avx512cd avx512er avx512pf, linux-x86_64",
    "avx2 fma avx512f avx512cd avx512bw avx512dq avx512vl, 'linux-x86_64 (avx2, avx512)'",
  })
  void hasTheFeaturesThatNativesAreBuiltFor(String flags, String platform) {
    assertThat(Platform.of("Linux", "amd64", false, Set.of(flags.split(" "))))
        .hasToString(platform);
  }

  @Test
  void flagsAreThoseOfTheFirstProcessor(@TempDir Path folder) throws IOException {
    Path cpuInfo = folder.resolve("cpuinfo");
    assertThat(Platform.processorFlags(cpuInfo)).isEmpty();
    Files.writeString(cpuInfo, "processor\t: 0\nFeatures\t: fp asimd\n");
    assertThat(Platform.processorFlags(cpuInfo)).isEmpty();
    Files.writeString(cpuInfo, "processor\t: 0\nflags\t\t: fpu avx2 fma\nbugs\t\t: spectre_v1\n");
    assertThat(Platform.processorFlags(cpuInfo))
        .contains("fpu", "avx2", "fma")
        .doesNotContain("spectre_v1");
  }

  /** Both may be installed, so that only those that this JVM has mapped tell. */
  @Test
  void theLibraryOfTheJvmCounts(@TempDir Path folder) throws IOException {
    Path maps = folder.resolve("maps");
    assertThat(Platform.isMusl(maps)).isFalse();
    String mapped = "7fc8fbfa7000-7fc8fbfa8000 r--p 00000000 fe:00 338944          ";
    Files.writeString(maps, mapped + "/usr/lib64/ld-linux-x86-64.so.2\n");
    assertThat(Platform.isMusl(maps)).isFalse();
    Files.writeString(maps, mapped + "[heap]\n" + mapped + "/lib/ld-musl-x86_64.so.1\n");
    assertThat(Platform.isMusl(maps)).isTrue();
  }
}

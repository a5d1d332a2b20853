package dev.assay.adapters.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class BuildFactsTest {

  @Test
  void keepsWhatMattersToResultsAndTimes() {
    assertThat(
            BuildFacts.of(
                """
                PyTorch built with:
                  - GCC 11.4
                  - Intel(R) MKL-DNN v3.7.1 (Git Hash 8d263e6)
                  - OpenMP 201511 (a.k.a. OpenMP 4.5)
                  - CPU capability usage: AVX512
                  - Build settings: BLAS_INFO=open, BUILD_TYPE=Release, TORCH_VERSION=2.10.0, USE_CUDA=0
                """))
        .containsExactly(
            entry("BLAS", "open"),
            entry("PyTorch", "2.10.0"),
            entry("instruction set", "AVX512"),
            entry("oneDNN", "3.7.1"));
  }

  @Test
  void knowsNothingOfWhatIsNotSaid() {
    assertThat(BuildFacts.of("PyTorch built with:")).isEmpty();
  }
}

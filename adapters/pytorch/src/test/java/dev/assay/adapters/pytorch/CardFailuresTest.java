package dev.assay.adapters.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardFailuresTest {

  /** Which ends the process, so that nothing is blamed for what came before it. */
  @Test
  void aContextThatIsLostIsKnownByWhatCudaSays() {
    assertThat(
            CardFailures.isLost("CUDA error: device-side assert triggered\nCUDA kernel errors …"))
        .isTrue();
    assertThat(CardFailures.isLost("CUDA error: an illegal memory access was encountered"))
        .isTrue();
    assertThat(CardFailures.isLost("CUDA out of memory. Tried to allocate 20.00 GiB")).isFalse();
    assertThat(CardFailures.isLost("Given groups=1, weight of size [4, 3, 3, 3]")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 8.00 GiB",
        "CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "cuDNN error: CUDNN_STATUS_ALLOC_FAILED"
      })
  void aCardThatIsTooSmallIsNoFaultOfTheirs(String message) {
    assertThat(CardFailures.isOutOfMemory(message)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA error: an illegal memory access was encountered",
        "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes."
      })
  void whatElseFailsIsAFailure(String message) {
    assertThat(CardFailures.isOutOfMemory(message)).isFalse();
  }
}

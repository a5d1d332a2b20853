package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.junit.jupiter.api.Test;

class CudaExceptionTest {

  /** Else an invalid problem that cuDNN refuses would count as refused by the adapter. */
  @Test
  void comesFromTheLibrary() {
    CudaException thrown = new CudaException(cudnn.class, "cudnnAddTensor", "BAD_PARAM");

    assertThat(thrown).hasMessage("cudnnAddTensor: BAD_PARAM");
    assertThat(thrown.getStackTrace()[0].getClassName())
        .isEqualTo("org.bytedeco.cuda.global.cudnn");
    assertThat(thrown.getStackTrace()[0].isNativeMethod()).isTrue();
    assertThat(thrown.getStackTrace()[1].getMethodName()).isEqualTo("comesFromTheLibrary");
  }

  @Test
  void cudnnsCodesForNotSupportedAreNoFailures() {
    assertThat(Check.isUnsupported(cudnn.CUDNN_STATUS_NOT_SUPPORTED)).isTrue();
    assertThat(Check.isUnsupported(cudnn.CUDNN_STATUS_NOT_SUPPORTED_PADDING)).isTrue();
    assertThat(Check.isUnsupported(cudnn.CUDNN_STATUS_BAD_PARAM)).isFalse();
    assertThat(Check.isUnsupported(cudnn.CUDNN_STATUS_INTERNAL_ERROR)).isFalse();
    assertThat(Check.isUnsupported(cudnn.CUDNN_STATUS_EXECUTION_FAILED)).isFalse();
  }

  /** What the card lacks is another matter. */
  @Test
  void aBrokenInstallationIsAFailure() {
    assertThat(Check.isUnsupported(cudnn.CUDNN_STATUS_NOT_SUPPORTED_SUBLIBRARY_UNAVAILABLE))
        .isFalse();
    assertThat(Check.isBroken(cudnn.CUDNN_STATUS_NOT_SUPPORTED_SUBLIBRARY_UNAVAILABLE)).isTrue();
    assertThat(Check.isBroken(cudnn.CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED)).isTrue();
    assertThat(Check.isUnsupported(cudnn.CUDNN_STATUS_NOT_SUPPORTED_ARCH_MISMATCH)).isTrue();
    assertThat(Check.isBroken(cudnn.CUDNN_STATUS_NOT_SUPPORTED_ARCH_MISMATCH)).isFalse();
  }

  @Test
  void aLostContextIsToldFromALackOfMemory() {
    assertThat(Check.isLost(cudart.cudaErrorIllegalAddress)).isTrue();
    assertThat(Check.isLost(cudart.cudaErrorMemoryAllocation)).isFalse();
    assertThat(Check.isLost(cudart.cudaErrorLaunchOutOfResources)).isFalse();
  }

  /** Which is no failure either. */
  @Test
  void aLackOfMemoryIsToldFromOtherInternalErrors() {
    assertThat(Check.isOutOfMemory(cudnn.CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED))
        .isTrue();
    assertThat(Check.isOutOfMemory(cudnn.CUDNN_STATUS_ALLOC_FAILED)).isTrue();
    assertThat(Check.isOutOfMemory(cudnn.CUDNN_STATUS_INTERNAL_ERROR)).isFalse();
    assertThat(Check.isOutOfMemory(cudnn.CUDNN_STATUS_EXECUTION_FAILED)).isFalse();
  }
}

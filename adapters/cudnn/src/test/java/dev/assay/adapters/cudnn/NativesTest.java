package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import org.junit.jupiter.api.Test;

class NativesTest {

  @Test
  void theProcessorIsNoCard() {
    assertThatThrownBy(() -> new CudnnBackend(Device.CPU, 1))
        .isInstanceOf(DeviceUnavailableException.class)
        .hasMessage("no cpu: cuDNN computes on NVIDIA cards; ask for cuda:0");
  }

  @Test
  void aMissingDriverIsNamedWithWhereToPutIt() {
    assertThat(
            Natives.explain(
                outer(
                    "/cache/libjnicudart.so: libcuda.so.1: cannot open shared object file: No such"
                        + " file or directory")))
        .isEqualTo(
            "the NVIDIA driver's libcuda.so.1 is not found: put the folder that holds it into"
                + " LD_LIBRARY_PATH; where there is none, install the driver of the card");
  }

  @Test
  void aMissingLibraryIsNamedWithWhereToPutIt() {
    assertThat(
            Natives.explain(
                outer("libcudnn_cnn.so.9: cannot open shared object file: No such file")))
        .isEqualTo(
            "the libraries of cuDNN 9 are not found: put the folder that holds libcudnn_cnn.so.9"
                + " into LD_LIBRARY_PATH");
    assertThat(
            Natives.explain(outer("libcublas.so.13: cannot open shared object file: No such file")))
        .isEqualTo(
            "the libraries of CUDA 13 are not found: put the folder that holds libcublas.so.13"
                + " into LD_LIBRARY_PATH");
  }

  @Test
  void whatElseGoesWrongIsToldAsItIs() {
    assertThat(Natives.explain(outer("undefined symbol: cudnnX")))
        .isEqualTo("CUDA's libraries do not load: undefined symbol: cudnnX");
  }

  /** As JavaCPP throws: what the dynamic linker says is the cause. */
  private static Throwable outer(String cause) {
    UnsatisfiedLinkError error =
        new UnsatisfiedLinkError("no jnicudart in java.library.path: /usr/lib");
    error.initCause(new UnsatisfiedLinkError(cause));
    return error;
  }
}

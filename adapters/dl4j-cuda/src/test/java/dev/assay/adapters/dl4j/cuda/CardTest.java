package dev.assay.adapters.dl4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardTest {
  private static final Device CARD = Device.parse("cuda:0");

  @Test
  void theProcessorIsNoCard() {
    assertThatThrownBy(() -> new Nd4jCudaBackend(Device.CPU, 1))
        .isInstanceOf(DeviceUnavailableException.class)
        .hasMessage("no cpu: ND4J's natives for cards are in use; ask for cuda:0");
  }

  /** No test has the natives of the bindings. */
  @Test
  void whatDoesNotLoadIsToldInOneLineWithTheRemedy() {
    assertThatThrownBy(() -> new Nd4jCudaBackend(CARD, 1))
        .isInstanceOf(DeviceUnavailableException.class)
        .hasMessageMatching("no cuda:0: .*jnicudart.*; install the NVIDIA driver of the card");
  }

  @Test
  void aMissingLibraryIsNamedWithoutThePathOfWhatNeedsIt() {
    UnsatisfiedLinkError error = new UnsatisfiedLinkError("no jnicudart in java.library.path");
    error.initCause(
        new UnsatisfiedLinkError(
            "/my cache/libjnicudart.so: libcuda.so.1: cannot open shared object file"));

    assertThat(Card.missing(error)).isEqualTo("libcuda.so.1: cannot open shared object file");
  }

  @ParameterizedTest
  @CsvSource({"3,7", "5,0", "6,0", "6,1", "7,0", "7,5", "8,0", "8,6", "8,9"})
  void runsOnCardsFromKeplerToAdaLovelace(int major, int minor) {
    assertThatCode(
            () ->
                Card.require(
                    CARD, "Card", new Capability(major, minor), Capability.ofNatives("Linux")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"3,5", "9,0", "10,0", "12,0"})
  void anyOtherCardIsRefused(int major, int minor) {
    assertThatThrownBy(
            () ->
                Card.require(
                    CARD, "Card", new Capability(major, minor), Capability.ofNatives("Linux")))
        .isInstanceOf(DeviceUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({"6,0", "7,0", "8,0"})
  void codeForALaterMinorVersionDoesNotRun(int major, int minor) {
    assertThatThrownBy(
            () ->
                Card.require(
                    CARD, "Card", new Capability(major, minor), Capability.ofNatives("Windows 11")))
        .isInstanceOf(DeviceUnavailableException.class);
  }

  @Test
  void aRefusalNamesTheCardAndWhatThereIsCodeFor() {
    List<Capability> natives = List.of(new Capability(7, 5), new Capability(8, 6));

    assertThatThrownBy(() -> Card.require(CARD, "NVIDIA H100", new Capability(9, 0), natives))
        .hasMessage(
            "no cuda:0: NVIDIA H100 has compute capability 9.0, and ND4J has code for [7.5, 8.6]"
                + " only; choose another card with --device, or another backend");
  }

  /** As ND4J 1.0.0-M2.1 and its natives word it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Allocation failed: [[DEVICE] allocation failed; Error code: [2]]",
        "cudaMalloc failed; Bytes: [17179869184]; Error code [2]; DEVICE [0]",
        "Failed to allocate 17179869184 bytes from DEVICE [0] memory"
      })
  void aCardThatIsTooSmallIsToldByItsAllocations(String message) {
    assertThat(Card.isOutOfMemory(new RuntimeException("exec failed", new Exception(message))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv2d CUDNN: failed; Error code: [9]",
        "cudaStreamSynchronize failed; Error code: [700]",
        "Failed to allocate 8 bytes from HOST memory"
      })
  void whatElseFailsOnACardIsAFailure(String message) {
    assertThat(Card.isOutOfMemory(new RuntimeException(message))).isFalse();
  }
}

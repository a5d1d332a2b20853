package dev.assay.adapters.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.spi.UnsupportedProblemException;
import org.junit.jupiter.api.Test;

class RefusalTest {
  @Test
  void nativeFramesAreNotTold() {
    assertThatThrownBy(
            () ->
                Refusal.shortened(
                    () -> {
                      throw new IllegalStateException(
                          "no such axis\nException raised from dim (…)");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such axis");
  }

  @Test
  void aCardThatIsTooSmallIsNoFaultOfTheirs() {
    assertThatThrownBy(
            () ->
                Refusal.shortened(
                    () -> {
                      throw new IllegalStateException("CUDA out of memory. Tried to allocate …");
                    }))
        .isInstanceOf(UnsupportedProblemException.class)
        .hasMessage("not enough memory on the card");
  }

  /** Which ends the process, so that nothing is blamed for what came before it. */
  @Test
  void aContextThatIsLostIsKnownByWhatCudaSays() {
    assertThat(Refusal.isLost("CUDA error: device-side assert triggered\nCUDA kernel errors …"))
        .isTrue();
    assertThat(Refusal.isLost("CUDA error: an illegal memory access was encountered")).isTrue();
    assertThat(Refusal.isLost("CUDA out of memory. Tried to allocate 20.00 GiB")).isFalse();
    assertThat(Refusal.isLost("Given groups=1, weight of size [4, 3, 3, 3]")).isFalse();
  }
}

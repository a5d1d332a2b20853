package dev.assay.adapters.libtorch;

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
}

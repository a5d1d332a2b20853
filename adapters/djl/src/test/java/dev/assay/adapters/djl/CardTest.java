package dev.assay.adapters.djl;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.util.cuda.CudaUtils;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import org.junit.jupiter.api.Test;

class CardTest {

  @Test
  void whereThereIsNoCardTheRemedyIsSaid() {
    assumeFalse(CudaUtils.hasCuda(), "there is a card here");
    assertThatThrownBy(() -> Card.require(Device.parse("cuda:1")))
        .isInstanceOf(DeviceUnavailableException.class)
        .hasMessageStartingWith("no cuda:1: DJL finds no card")
        .hasMessageContaining("LD_LIBRARY_PATH");
  }
}

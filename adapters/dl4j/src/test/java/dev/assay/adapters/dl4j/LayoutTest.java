package dev.assay.adapters.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class LayoutTest {

  @Test
  void theFasterOneIsTakenUnlessToldOtherwise() {
    assertThat(Layout.of(new Properties(), true)).isEqualTo(Layout.NHWC);
    assertThat(Layout.of(new Properties(), false)).isEqualTo(Layout.NCHW);
    assertThat(Layout.of(asked("NCHW"), true)).isEqualTo(Layout.NCHW);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Layout.of(asked("nchw"), true))
        .hasMessage("assay.dl4j.layout=nchw must be NHWC or NCHW");
  }

  private static Properties asked(String layout) {
    Properties properties = new Properties();
    properties.setProperty(Layout.PROPERTY, layout);
    return properties;
  }
}

package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiscreetTest {
  @Test
  void aHomeFolderIsNotNamed() {
    assertThat(
            Discreet.withoutHome(
                "/home/alice/.djl.ai/libtorch.so: cannot open; see /home/alice/runs/1/logs",
                "/home/alice"))
        .isEqualTo("~/.djl.ai/libtorch.so: cannot open; see ~/runs/1/logs");
    assertThat(Discreet.withoutHome("a/b", "/")).as("no home").isEqualTo("a/b");
  }

  @Test
  void theAddressOfARepositoryIsNotNamed() {
    assertThat(Discreet.text("could not find a:b:1 in mirror (https://maven.corp.example/all)"))
        .isEqualTo("could not find a:b:1 in mirror");
  }
}

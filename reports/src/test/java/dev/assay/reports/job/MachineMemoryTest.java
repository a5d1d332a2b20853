package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.host.Limits;
import dev.assay.reference.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineMemoryTest {
  @Test
  void whatTheOracleCannotHoldIsNotProved() {
    assumeThat(Runtime.getRuntime().maxMemory()).isLessThan(6L << 30);
    assertThat(MachineMemory.lackOfProof(Problem.parse("inference network=lenet5 n=440000")))
        .hasValueSatisfying(
            lack ->
                assertThat(lack)
                    .startsWith("about 6.8 GiB of heap are needed for its proof, and there are ")
                    .endsWith("; raise the heap with ASSAY_JAVA_OPTIONS=-Xmx…"));
  }

  /** The first layer of VGG16 that has 64 channels, for a batch as cards like them. */
  @Test
  void aTensorThatNoBufferHoldsIsNotTried() {
    Limits limits = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), Long.MAX_VALUE);
    String layer = "conv2d n=%d c=64 h=224 w=224 k=64 kernel=3x3 pad=1x1";

    assertThat(MachineMemory.lack(Problem.parse(layer.formatted(256)), limits))
        .contains(
            "it has a tensor of 3.1 GiB, and a buffer of Java's holds less than 2; take a smaller"
                + " batch");
    assertThat(MachineMemory.lack(Problem.parse(layer.formatted(167)), limits).orElse(""))
        .doesNotContain("buffer");
  }

  @Test
  void whatItCanHoldLacksNothing() {
    assertThat(MachineMemory.lackOfProof(Problem.parse("inference network=lenet5 n=2"))).isEmpty();
  }
}

package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.reference.problem.Problem;
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

  @Test
  void whatItCanHoldLacksNothing() {
    assertThat(MachineMemory.lackOfProof(Problem.parse("inference network=lenet5 n=2"))).isEmpty();
  }
}

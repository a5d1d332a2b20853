package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunCostTest {

  @Test
  void isReadAsItIsWritten() {
    RunCost all = new RunCost(0.25, OptionalLong.of(123456), OptionalLong.of(7890));
    RunCost onCard = new RunCost(1, OptionalLong.empty(), OptionalLong.of(7890));
    RunCost unknown = new RunCost(0.25, OptionalLong.empty(), OptionalLong.empty());

    assertThat(all).hasToString("first=0.25 peak=123456 device=7890");
    assertThat(RunCost.parse(all.toString())).isEqualTo(all);
    assertThat(RunCost.parse(onCard.toString())).isEqualTo(onCard);
    assertThat(RunCost.parse(unknown.toString())).isEqualTo(unknown);
    assertThatThrownBy(() -> RunCost.parse("device=cpu threads=2"))
        .hasMessage("no cost of a run: 'device=cpu threads=2'");
  }
}

package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FalseAlarmsTest {
  private static List<RunRecord> runs(int count) {
    return LongStream.range(0, count)
        .mapToObj(seed -> SimulatedRuns.QUIET.run(1, seed, List.of()))
        .toList();
  }

  private static FalseAlarms among(List<RunRecord> runs) {
    return FalseAlarms.among(runs, () -> {});
  }

  @Test
  void runsOfTheSameGiveHardlyAny() {
    FalseAlarms alarms = among(runs(8));

    assertThat(alarms.pairs()).isEqualTo(28);
    assertThat(alarms.called()).isLessThanOrEqualTo(1);
  }

  /** It differs from all others, and theirs is the noise that tells. */
  @Test
  void aRunThatIsSlowerGivesOneWithEachOther() {
    List<RunRecord> runs = new ArrayList<>(runs(7));
    runs.add(SimulatedRuns.QUIET.run(1.2, 99, List.of()));

    assertThat(among(runs).called()).isBetween(7, 8);
  }

  @Test
  void fewerThanFiveRunsTellNothing() {
    assertThat(among(runs(4))).isEqualTo(new FalseAlarms(0, 0));
  }
}

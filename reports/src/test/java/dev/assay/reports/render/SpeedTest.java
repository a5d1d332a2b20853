package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Timing;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpeedTest {
  @Test
  void isTheGeometricMeanOfTheBestTimeOverTheOwn() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "one", Outcome.PASSED, 1),
            timed("b", "one", Outcome.PASSED, 2),
            timed("a", "two", Outcome.PASSED, 8),
            timed("b", "two", Outcome.PASSED, 1));
    assertThat(relative("a", measurements)).isCloseTo(Math.sqrt(1.0 / 8), within(1e-12));
    assertThat(relative("b", measurements)).isCloseTo(Math.sqrt(1.0 / 2), within(1e-12));
  }

  @Test
  void aWrongResultHasNoSpeedAndIsNobodysRival() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "one", Outcome.PASSED, 10),
            timed("b", "one", Outcome.FAILED, 1),
            timed("c", "one", Outcome.PASSED, 20));
    assertThat(relative("a", measurements)).isEqualTo(1);
    assertThat(relative("c", measurements)).isEqualTo(0.5);
    Speed wrong = Speed.of("b", measurements, Speed.FORWARD);
    assertThat(wrong.relative()).isNull();
    assertThat(wrong.text()).isEqualTo("–");
  }

  @Test
  void withoutARivalThereIsNothingToCompare() {
    List<MeasurementRecord> measurements = List.of(timed("a", "one", Outcome.PASSED, 1));
    assertThat(Speed.of("a", measurements, Speed.FORWARD).relative()).isNull();
  }

  @Test
  void saysSoIfNotAllProblemsAreInIt() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "one", Outcome.PASSED, 1),
            timed("b", "one", Outcome.PASSED, 1),
            timed("a", "two", Outcome.PASSED, 1),
            timed("b", "two", Outcome.UNSUPPORTED, null));
    assertThat(Speed.of("b", measurements, Speed.FORWARD).note()).isEqualTo("1 of 2 problems");
    assertThat(Speed.of("b", measurements, Speed.GRADIENT).note()).isEmpty();
  }

  private static double relative(String backend, List<MeasurementRecord> measurements) {
    return Objects.requireNonNull(Speed.of(backend, measurements, Speed.FORWARD).relative());
  }

  private static MeasurementRecord timed(
      String backend, String layer, Outcome outcome, @Nullable Integer seconds) {
    return new MeasurementRecord(
        backend,
        "net",
        layer,
        1,
        "conv2d",
        "forward",
        "conv2d " + layer,
        outcome,
        0.1,
        null,
        seconds == null ? null : new Timing(seconds, seconds, seconds, List.of()),
        1e9,
        1e6,
        List.of(),
        null);
  }
}

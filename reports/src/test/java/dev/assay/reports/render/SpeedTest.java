package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
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
            timed("a", "one", Outcome.PASSED, 1.0),
            timed("b", "one", Outcome.PASSED, 2.0),
            timed("a", "two", Outcome.PASSED, 8.0),
            timed("b", "two", Outcome.PASSED, 1.0));
    assertThat(relative("a", measurements)).isCloseTo(Math.sqrt(1.0 / 8), within(1e-12));
    assertThat(relative("b", measurements)).isCloseTo(Math.sqrt(1.0 / 2), within(1e-12));
  }

  @Test
  void aWrongResultHasNoSpeedAndIsNobodysRival() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "one", Outcome.PASSED, 10.0),
            timed("b", "one", Outcome.FAILED, 1.0),
            timed("c", "one", Outcome.PASSED, 20.0));
    assertThat(relative("a", measurements)).isEqualTo(1);
    assertThat(relative("c", measurements)).isEqualTo(0.5);
    Speed wrong = Speed.of("b", measurements, Speed.FORWARD);
    assertThat(wrong.relative()).isNull();
    assertThat(wrong.text()).isEqualTo("–");
  }

  @Test
  void withoutARivalThereIsNothingToCompare() {
    List<MeasurementRecord> measurements = List.of(timed("a", "one", Outcome.PASSED, 1.0));
    assertThat(Speed.of("a", measurements, Speed.FORWARD).relative()).isNull();
  }

  @Test
  void saysSoIfNotAllProblemsAreInIt() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "one", Outcome.PASSED, 1.0),
            timed("b", "one", Outcome.PASSED, 1.0),
            timed("a", "two", Outcome.PASSED, 1.0),
            timed("b", "two", Outcome.UNSUPPORTED, null));
    assertThat(Speed.of("b", measurements, Speed.FORWARD).note()).isEqualTo("1 of 2 problems");
    assertThat(Speed.of("b", measurements, Speed.GRADIENT).note()).isEmpty();
  }

  private static double relative(String backend, List<MeasurementRecord> measurements) {
    return Objects.requireNonNull(Speed.of(backend, measurements, Speed.FORWARD).relative());
  }

  private static MeasurementRecord timed(
      String backend, String layer, Outcome outcome, @Nullable Double seconds) {
    return new MeasurementBuilder(backend, "conv2d " + layer)
        .layer("net", layer, 1)
        .outcome(outcome)
        .seconds(seconds)
        .build();
  }
}

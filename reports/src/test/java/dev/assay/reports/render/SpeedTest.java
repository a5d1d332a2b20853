package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Timing;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SpeedTest {
  /** Of the two one is quicker in ten small layers, the other in the large one that counts. */
  @Test
  void isThatOfTheTotalsInWhichSmallLayersWeighLittle() {
    List<MeasurementRecord> measurements = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      measurements.add(timed("a", "net", "pool" + i, 1, 0.1));
      measurements.add(timed("b", "net", "pool" + i, 1, 0.2));
    }
    measurements.add(timed("a", "net", "conv", 1, 19.0));
    measurements.add(timed("b", "net", "conv", 1, 8.0));
    assertThat(relative("a", measurements)).isCloseTo(10.0 / 20, within(1e-12));
    assertThat(relative("b", measurements)).isEqualTo(1);
  }

  @Test
  void layersCountAsOftenAsTheirNetworkHasThem() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "net", "one", 3, 1.0),
            timed("b", "net", "one", 3, 2.0),
            timed("a", "net", "two", 1, 5.0),
            timed("b", "net", "two", 1, 1.0));
    assertThat(relative("a", measurements)).isCloseTo(7.0 / 8, within(1e-12));
    assertThat(relative("b", measurements)).isEqualTo(1);
  }

  @Test
  void networksCountAlike() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "small", "one", 1, 1.0),
            timed("b", "small", "one", 1, 2.0),
            timed("a", "large", "one", 1, 800.0),
            timed("b", "large", "one", 1, 100.0));
    assertThat(relative("a", measurements)).isCloseTo(Math.sqrt(1.0 / 8), within(1e-12));
    assertThat(relative("b", measurements)).isCloseTo(Math.sqrt(1.0 / 2), within(1e-12));
  }

  @Test
  void aWrongResultHasNoSpeedAndIsNobodysRival() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "net", "one", 1, 10.0),
            measurement("b", "net", "one").outcome(Outcome.FAILED).seconds(1.0).build(),
            timed("c", "net", "one", 1, 20.0));
    assertThat(relative("a", measurements)).isEqualTo(1);
    assertThat(relative("c", measurements)).isEqualTo(0.5);
    Speed wrong = Speed.of("b", measurements, Speed.FORWARD);
    assertThat(wrong.relative()).isNull();
    assertThat(wrong.text()).isEqualTo("–");
  }

  @Test
  void aTimeOfABackendThatReturnsEarlyIsNone() {
    Timing early = new Timing(1, 1, 1, List.of(List.of(1.0)), null, null, 2.0, null);
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "net", "one", 1, 10.0),
            measurement("b", "net", "one").timing(early).build(),
            timed("c", "net", "one", 1, 20.0));
    assertThat(relative("a", measurements)).isEqualTo(1);
    assertThat(Speed.of("b", measurements, Speed.FORWARD).relative()).isNull();
  }

  /** One is quicker with small batches, the other with large ones, by as much. */
  @Test
  void batchSizesCountAlikeAndDoNotAddUp() {
    List<MeasurementRecord> measurements = new ArrayList<>();
    for (int batch : List.of(1, 64)) {
      for (String backend : List.of("a", "b")) {
        measurements.add(
            new MeasurementBuilder(backend, "conv2d forward n=" + batch)
                .layer("net", "one", 1)
                .batch(batch)
                .seconds(backend.equals("a") == (batch == 1) ? batch : 2.0 * batch)
                .build());
      }
    }
    assertThat(relative("a", measurements)).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(relative("b", measurements)).isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void withoutARivalThereIsNothingToCompare() {
    List<MeasurementRecord> measurements = List.of(timed("a", "net", "one", 1, 1.0));
    assertThat(Speed.of("a", measurements, Speed.FORWARD).relative()).isNull();
  }

  /** Half of a network is no total. */
  @Test
  void saysSoIfNotAllNetworksAreInIt() {
    List<MeasurementRecord> measurements =
        List.of(
            timed("a", "whole", "one", 1, 1.0),
            timed("b", "whole", "one", 1, 1.0),
            timed("a", "part", "one", 1, 1.0),
            timed("b", "part", "one", 1, 0.5),
            timed("a", "part", "two", 1, 1.0),
            measurement("b", "part", "two").outcome(Outcome.UNSUPPORTED).build());
    assertThat(relative("a", measurements)).isEqualTo(1);
    assertThat(Speed.of("b", measurements, Speed.FORWARD).note()).isEqualTo("1 of 2 networks");
    assertThat(Speed.of("b", measurements, Speed.GRADIENT).note()).isEmpty();
  }

  private static double relative(String backend, List<MeasurementRecord> measurements) {
    return Objects.requireNonNull(Speed.of(backend, measurements, Speed.FORWARD).relative());
  }

  private static MeasurementRecord timed(
      String backend, String network, String layer, int count, double seconds) {
    return measurement(backend, network, layer)
        .layer(network, layer, count)
        .seconds(seconds)
        .build();
  }

  private static MeasurementBuilder measurement(String backend, String network, String layer) {
    return new MeasurementBuilder(backend, "conv2d " + layer).layer(network, layer, 1);
  }
}

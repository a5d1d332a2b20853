package dev.assay.reference.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorDistributionTest {

  private static ErrorDistribution of(Map<Integer, Long> histogram) {
    return ErrorDistribution.of(new TreeMap<>(histogram), 5);
  }

  private static ErrorDistribution measured(double... errors) {
    Gauge four = new Gauge();
    for (int i = 0; i < 4; i++) {
      four.add(-2);
    }
    ErrorDistribution distribution = new ErrorDistribution();
    for (double error : errors) {
      distribution.add(error, four, 0.5);
    }
    return distribution;
  }

  /** Four terms of magnitude 2 with u = 1/2: the unit is 1/2·8/√4 = 2. */
  @Test
  void errorsAreCountedByQuarterOctaves() {
    // 1 unit is at the end of 8 octaves of 4; 3 units are 1.58 octaves above.
    assertThat(measured(2, 2, 6).histogram()).isEqualTo(Map.of(32, 2L, 39, 1L));
    assertThat(measured(2, 2, 6).maximum()).isEqualTo(3);
    // What is smaller or larger than all buckets is in the first and the last.
    assertThat(measured(0, 1e-9, 1e30).histogram()).isEqualTo(Map.of(0, 2L, 160, 1L));
  }

  @Test
  void whatWasKeptIsTheSame() {
    ErrorDistribution errors = measured(0, 2, 6, 100);
    ErrorDistribution kept = ErrorDistribution.of(errors.histogram(), errors.maximum());

    assertThat(kept.histogram()).isEqualTo(errors.histogram());
    assertThat(kept.total()).isEqualTo(4);
    assertThat(kept.maximum()).isEqualTo(50);
    assertThat(kept.median()).isEqualTo(errors.median());
    assertThat(of(Map.of(0, 0L, 160, 7L)).total()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "161, 1", "3, -1"})
  void noHistogram(int bucket, long count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of(bucket, count)))
        .withMessage("no histogram: " + bucket + "=" + count);
  }

  /** The middle of the bucket in which half of the elements are reached. */
  @Test
  void median() {
    assertThat(of(Map.of(0, 1L, 40, 1L)).median()).isZero();
    assertThat(of(Map.of(0, 1L, 40, 2L)).median()).isCloseTo(Math.pow(2, 1.875), within(1e-12));
    assertThat(of(Map.of(20, 3L, 40, 2L)).median()).isCloseTo(Math.pow(2, -3.125), within(1e-12));
    assertThat(of(Map.of(160, 1L)).median()).isCloseTo(Math.pow(2, 31.875), within(1e-3));
  }

  @Test
  void quantiles() {
    ErrorDistribution errors = of(Map.of(20, 1L, 24, 2L, 40, 1L));
    assertThat(errors.quantile(-1)).isEqualTo(errors.quantile(0)).isEqualTo(Math.pow(2, -3.125));
    assertThat(errors.quantile(0.3)).isEqualTo(errors.median()).isEqualTo(Math.pow(2, -2.125));
    assertThat(errors.quantile(2)).isEqualTo(errors.quantile(0.8)).isEqualTo(Math.pow(2, 1.875));
  }

  @Test
  void ofAProblemTheMedianAloneCanBeAdded() {
    ErrorDistribution medians = new ErrorDistribution();
    medians.addMedian(measured(2, 6, 6));
    medians.addMedian(measured(0));
    medians.addMedian(new ErrorDistribution());
    assertThat(medians.histogram()).isEqualTo(Map.of(0, 1L, 39, 1L));
    assertThat(medians.total()).isEqualTo(2);
    assertThat(medians.maximum()).isEqualTo(measured(6).median());
  }

  @Test
  void distributionsAddUp() {
    ErrorDistribution sum = measured(2);
    sum.add(measured(2, 6));

    assertThat(sum.histogram()).isEqualTo(Map.of(32, 2L, 39, 1L));
    assertThat(sum.total()).isEqualTo(3);
    assertThat(sum.maximum()).isEqualTo(3);
  }
}

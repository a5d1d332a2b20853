package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.oracle.FactorRounding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault must be noticed by a run as long as the default, whatever the seed. */
class FaultsTest {
  private static final long[] SEEDS = {1, 2, 3};

  /** As many as the published tables. */
  private static final int MANY_SEEDS = 10;

  @Test
  void everyFaultIsNoticed() {
    List<Fault> faults =
        Faults.all().stream()
            .filter(fault -> fault.unnoticed().isEmpty())
            .filter(fault -> !Faults.SELDOM.contains(fault.toString()))
            .toList();

    assertThat(missed(faults)).isEmpty();
  }

  private static List<String> missed(List<Fault> faults) {
    return faults.parallelStream()
        .flatMap(
            fault ->
                LongStream.of(SEEDS)
                    .filter(seed -> Hunt.first(fault, seed).isEmpty())
                    .mapToObj(seed -> fault + ", seed " + seed))
        .toList();
  }

  /** Shorter factors excuse nothing else: sums of integers are as exact as before. */
  @ParameterizedTest
  @EnumSource(names = {"TF32_CUT_OFF", "BF16_CUT_OFF"})
  void everyFaultIsNoticedOfWhoDeclaresAnotherPrecision(FactorRounding rounding) {
    List<Fault> faults =
        Faults.all().stream()
            .filter(fault -> PrecisionFaults.isOfContraction(fault.operation()))
            .filter(fault -> fault.rounding() == FactorRounding.NONE)
            .filter(fault -> fault.unnoticed().isEmpty())
            .filter(fault -> !Faults.SELDOM.contains(fault.toString()))
            .filter(fault -> !fault.name().startsWith("TF32, cut off"))
            .map(fault -> fault.with(rounding))
            .toList();

    assertThat(faults).hasSizeGreaterThan(200);
    assertThat(missed(faults)).isEmpty();
  }

  @Test
  void whatIsSeldomNoticedIsNoticedAtSomeSeed() {
    assertThat(Faults.all().stream().filter(fault -> Faults.SELDOM.contains(fault.toString())))
        .hasSameSizeAs(Faults.SELDOM)
        .allMatch(
            fault ->
                LongStream.rangeClosed(1, MANY_SEEDS)
                    .anyMatch(seed -> Hunt.first(fault, seed).isPresent()));
  }

  /** The reasons given are true. */
  @Test
  void whatIsSaidToGoUnnoticedDoes() {
    assertThat(
            Faults.all().parallelStream()
                .filter(fault -> fault.unnoticed().isPresent())
                .filter(fault -> Hunt.first(fault, 1).isPresent()))
        .isEmpty();
  }

  @Test
  void whatIsCitedIsThere() {
    assertThat(Faults.all().stream().map(Fault::toString))
        .containsAll(PublishedFaults.REPORTS.keySet());
    assertThat(Faults.all().stream().flatMap(fault -> fault.reports().stream()).distinct())
        .hasSizeGreaterThan(100)
        .allMatch(report -> report.matches("[\\w.-]+/[\\w.-]+#\\d+"));
  }

  @Test
  void faultsAreMoreThanAHundredAndDifferent() {
    List<String> names = new ArrayList<>();
    Faults.all().forEach(fault -> names.add(fault.toString()));
    Set<String> different = new HashSet<>(names);

    assertThat(different).hasSize(names.size()).hasSizeGreaterThan(100);
  }
}

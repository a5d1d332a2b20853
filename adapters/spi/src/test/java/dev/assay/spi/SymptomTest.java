package dev.assay.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.Symptom.Garbage;
import dev.assay.spi.Symptom.Inexact;
import dev.assay.spi.Symptom.Part;
import dev.assay.spi.Symptom.Scaled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymptomTest {
  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1", "NaN, 0", "0, NaN", "Infinity, 0", "0, Infinity"})
  void anErrorThatLimitsNothingIsRefused(double absolute, double relative) {
    assertThatThrownBy(() -> new Inexact(absolute, relative))
        .hasMessageEndingWith(" of all terms is none that limits");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoFactorIsRefused(double factor) {
    assertThatThrownBy(() -> new Scaled(factor)).hasMessage(factor + " is no factor");
  }

  @Test
  void itsTextSaysWhatResultsLookLike() {
    assertThat(new Scaled(0)).hasToString("zero");
    assertThat(new Scaled(-0.5)).hasToString("-0.5 times what it should be");
    assertThat(new Scaled(1.0 / 3)).hasToString("0.3333 times what it should be");
    assertThat(new Scaled(1024)).hasToString("1024 times what it should be");
    assertThat(new Inexact(0.0000012345, 0)).hasToString("further off by up to 0.0000012");
    assertThat(new Inexact(0, 0.5)).hasToString("further off by up to 0.5·Σ|terms|");
    assertThat(new Inexact(1, 2)).hasToString("further off by up to 1 + 2·Σ|terms|");
    assertThat(Part.ofRange("the edge", 0, 1, new Garbage())).hasToString("the edge: anything");
  }

  /** 64 roundings of 2⁻²⁴, of products that may be 1, in a sum of 36 terms. */
  @Test
  void transformedTilesMayBeOffByTheRootOfTheTerms() {
    Problem problem = Problem.parse("conv2d n=1 c=4 h=8 w=8 k=2 kernel=3x3 fill=real");
    double largest = problem.fill().largest();

    assertThat(Inexact.ofTransforms(problem))
        .isEqualTo(new Inexact(64 * 0x1p-24 * 6 * largest * largest, 0));
  }

  @Test
  void aPartHoldsItsElementsOfItsResultAlone() {
    Part range = Part.ofRange("some", 1, 3, new Garbage());
    assertThat(range.holds(0, 0)).isFalse();
    assertThat(range.holds(0, 1)).isTrue();
    assertThat(range.holds(0, 2)).isTrue();
    assertThat(range.holds(0, 3)).isFalse();
    assertThat(range.holds(1, 1)).isFalse();
  }

  @Test
  void theFirstOfSeveralResultsIsAPartAndTheOnlyOneIsAll() {
    Symptom garbage = new Garbage();
    Problem gradients = Problem.parse("linear backward n=2 in=3 out=4");

    assertThat(Part.ofFirst(Problem.parse("relu shape=2"), garbage)).isSameAs(garbage);
    assertThat(Part.ofFirst(gradients, garbage))
        .isInstanceOfSatisfying(
            Part.class,
            first -> {
              assertThat(first.name()).isEqualTo(gradients.results().get(0).name());
              assertThat(first.elements().cardinality()).isEqualTo(6);
              assertThat(first.holds(0, 5)).isTrue();
              assertThat(first.holds(1, 0)).isFalse();
            });
  }
}

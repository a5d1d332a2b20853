package dev.assay.verify.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as agreement of the two sides of a law, and what it is worth. */
class SideTest {

  private static Side side(double value, double bound, boolean special) {
    return new Side(new double[] {value}, i -> bound, special);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false, true",
    "NaN, NaN, false, false",
    "NaN, NaN, true, true",
    "Infinity, Infinity, false, false",
    "Infinity, Infinity, true, true",
    "Infinity, -Infinity, true, false",
    "Infinity, NaN, true, false",
    "NaN, 1, true, false",
    "1, Infinity, true, false",
  })
  void whatIsNotFiniteAgreesOnlyWhereItMayBeRight(
      double left, double right, boolean special, boolean holds) {
    assertThat(side(left, 0.5, special).compare(side(right, 0.5, special)).holds())
        .isEqualTo(holds);
  }

  /** Both sides may be off by their own bounds. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.25, 0.25, true",
    "1, 0.25, 0.125, false",
    "1, Infinity, 0, false",
    "1, 0, NaN, false"
  })
  void aBoundThatIsNotFiniteBoundsNothing(
      double difference, double left, double right, boolean holds) {
    assertThat(side(2, 2 * left, false).compare(side(2 + difference, 2 * right, false)).holds())
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "0, 0, false",
    "0, 1e-30, false",
    "NaN, NaN, false",
    "Infinity, Infinity, false",
  })
  void whatProvesSomething(double left, double right, boolean informative) {
    assertThat(side(left, 1, true).compare(side(right, 1, true)).informative())
        .isEqualTo(informative);
    assertThat(
            side(left, 1, true)
                .then(side(3, 1, true))
                .compare(side(right, 1, true).then(side(3, 1, true)))
                .informative())
        .isTrue();
  }

  /** As for hardware that takes 1e-39 for 0 in one kernel and not in the other. */
  @Test
  void eachSideMayHaveAnotherOfTheValuesThatAreInOrder() {
    Request request =
        Request.of(
            Problem.parse("arg-max shape=4 axis=0 fill=subnormal"),
            List.of(Tensor.of(Shape.of(4), -1, 1e-39, -1e-39, 2e-39)));

    assertThat(position(request, 3).compare(position(request, 1)).holds()).isTrue();
    assertThat(position(request, 3).compare(position(request, -2)).holds()).isFalse();
  }

  private static Side position(Request request, float position) {
    return Side.of(request, 0, new float[] {position}, ProductPrecision.F32);
  }
}

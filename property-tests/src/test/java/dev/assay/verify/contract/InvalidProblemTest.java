package dev.assay.verify.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.Operand;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidProblemTest {
  @Test
  void thereAreManyAndEachHasItsName() {
    assertThat(InvalidProblem.all())
        .hasSizeGreaterThanOrEqualTo(50)
        .extracting(InvalidProblem::name)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dev.assay.verify.contract.InvalidProblem#all")
  void eachIsInvalidAndSaysWhy(InvalidProblem invalid) {
    assertThat(invalid.reason()).isNotEmpty();
    assertThat(invalid.name()).startsWith(invalid.problem().operation().name() + "-");
    assertThat(parametersAreRefused(invalid) || inputsContradict(invalid)).isTrue();
  }

  private static boolean parametersAreRefused(InvalidProblem invalid) {
    try {
      Problem.parse(invalid.problem().toString());
      return false;
    } catch (InvalidOperationException e) {
      return true;
    }
  }

  private static boolean inputsContradict(InvalidProblem invalid) {
    List<Operand> operands = invalid.problem().operation().operands();
    for (int i = 0; i < operands.size(); i++) {
      Operand operand = operands.get(i);
      Tensor input = invalid.inputs().get(i);
      if (!input.shape().equals(operand.shape())
          || (operand.role() == Operand.Role.LABEL
              && (input.get(0) < 0 || input.get(0) >= operand.classes()))) {
        return true;
      }
    }
    return invalid.problem().direction().isBackward()
        && !invalid
            .inputs()
            .get(operands.size())
            .shape()
            .equals(invalid.problem().operation().outputShape());
  }

  @Test
  void inputsAreAsTheTextSays() {
    InvalidProblem invalid =
        InvalidProblem.parse("a  one-hot n=2 classes=3 labels:2:7  # beyond all classes");
    assertThat(invalid.reason()).isEqualTo("beyond all classes");
    assertThat(invalid.text()).isEqualTo("one-hot n=2 classes=3 labels:2:7");
    assertThat(invalid.inputs().get(0).shape()).isEqualTo(Shape.of(2));
    assertThat(invalid.inputs().get(0).values()).containsExactly(7, 7);
  }

  @Test
  void unknownNamesAreRefusedNamingTheOthers() {
    assertThatThrownBy(() -> InvalidProblem.named("nope"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown invalid problem 'nope'; there are: conv2d-kernel-too-large");
    assertThatThrownBy(() -> InvalidProblem.parse("a relu shape=2 weights:3 # no such input"))
        .hasMessage("relu has no input 'weights'; it has [x]");
  }
}

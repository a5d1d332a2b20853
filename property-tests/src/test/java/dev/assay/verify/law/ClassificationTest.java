package dev.assay.verify.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Examples;
import dev.assay.reference.op.Loss;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.verify.generate.ProblemSource;
import dev.assay.verify.generate.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What operations say of themselves, by which laws choose them, is what the oracle computes; and
 * none says less than could be said, or it would have fewer laws.
 */
class ClassificationTest {
  private static final int PROBLEMS = 60;
  private static final double MOST_FLOPS = 1e5;

  /** What draws has no results of its own to compare. */
  static List<String> operations() {
    return OperationText.names().stream()
        .filter(name -> drawn(name).stream().noneMatch(Operation::isRandom))
        .toList();
  }

  private static List<Operation> drawn(String name) {
    ProblemSource source = new ProblemSource(name, 1, Shard.WHOLE);
    return Stream.generate(() -> source.next().value().operation())
        .filter(operation -> operation.forwardFlops() < MOST_FLOPS)
        .limit(PROBLEMS)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isLinear(String name) {
    says(drawn(name), Operation::isLinear, true, ClassificationTest::actsLinearly);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isHomogeneous(String name) {
    says(drawn(name), Operation::isHomogeneous, true, ClassificationTest::actsHomogeneously);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void examplesAreIndependent(String name) {
    says(
        batches(name),
        Operation::examples,
        Examples.INDEPENDENT,
        ClassificationTest::keepsOthersIfOneChanges);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void examplesAreExchangeable(String name) {
    says(
        batches(name),
        operation -> operation.examples() != Examples.MIXED,
        true,
        ClassificationTest::reversesWithItsExamples);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void lossesAreWhatHasOneOutput(String name) {
    List<Operation> drawn = drawn(name);

    assertThat(drawn.stream().allMatch(operation -> operation.outputShape().size() == 1))
        .isEqualTo(drawn.get(0) instanceof Loss);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void contractionsAreWhatAddsUpProducts(String name) {
    List<Operation> drawn = drawn(name);

    assertThat(drawn.stream().anyMatch(ClassificationTest::addsUpProducts))
        .isEqualTo(drawn.get(0) instanceof Contraction);
  }

  private static boolean addsUpProducts(Operation operation) {
    Problem problem = Problem.of(operation, Direction.FORWARD, Fill.REAL, 1);
    Gauge gauge = new Gauge();
    new Oracle(problem).element(0, 0, gauge);
    return gauge.products() > 0;
  }

  /** Where it is said, it holds; where it is not said, it does not always hold. */
  private static <T> void says(
      List<Operation> operations, Function<Operation, T> what, T said, Predicate<Operation> holds) {
    assertThat(operations)
        .filteredOn(operation -> what.apply(operation).equals(said))
        .allMatch(holds);
    List<Operation> silent =
        operations.stream().filter(operation -> !what.apply(operation).equals(said)).toList();
    if (!silent.isEmpty()) {
      assertThat(silent).as("could say %s", said).anyMatch(holds.negate());
    }
  }

  private static List<Operation> batches(String name) {
    return drawn(name).stream().filter(operation -> Shards.batch(operation) > 1).toList();
  }

  private static List<Tensor> inputs(Operation operation, long seed) {
    return Problem.of(operation, Direction.FORWARD, Fill.REAL, seed).inputs();
  }

  private static Tensor output(Operation operation, List<Tensor> inputs) {
    Problem problem = Problem.of(operation, Direction.FORWARD, Fill.REAL, 1);
    return new Oracle(problem, inputs).results().get(0);
  }

  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
  }

  private static boolean close(Tensor a, IntToDoubleFunction b) {
    return IntStream.range(0, a.size()).allMatch(i -> close(a.get(i), b.applyAsDouble(i)));
  }

  private static boolean actsLinearly(Operation operation) {
    List<Tensor> x = inputs(operation, 1);
    List<Tensor> z = inputs(operation, 2);
    List<Tensor> sum = new ArrayList<>();
    List<Tensor> other = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      Tensor a = x.get(i);
      Tensor b = isVaried(operation, i) ? z.get(i) : a;
      other.add(b);
      sum.add(isVaried(operation, i) ? Tensors.like(a, at -> a.get(at) + b.get(at)) : a);
    }
    Tensor ofX = output(operation, x);
    Tensor ofZ = output(operation, other);
    return close(output(operation, sum), i -> ofX.get(i) + ofZ.get(i));
  }

  private static boolean actsHomogeneously(Operation operation) {
    List<Tensor> x = inputs(operation, 1);
    List<Tensor> larger = new ArrayList<>(x);
    for (int i = 0; i < x.size(); i++) {
      if (isVaried(operation, i)) {
        Tensor a = x.get(i);
        larger.set(i, Tensors.like(a, at -> 3 * a.get(at)));
      }
    }
    Tensor ofX = output(operation, x);
    return close(output(operation, larger), i -> 3 * ofX.get(i));
  }

  private static boolean isVaried(Operation operation, int operand) {
    Role role = operation.operands().get(operand).role();
    return role == Role.DATA || role == Role.CONSTANT;
  }

  private static boolean keepsOthersIfOneChanges(Operation operation) {
    int batch = Shards.batch(operation);
    List<Tensor> other = inputs(operation, 2);
    List<Tensor> changed = inputs(operation, 1);
    for (int i = 0; i < changed.size(); i++) {
      if (!Shards.isShared(operation, i)) {
        Tensor before = changed.get(i);
        Tensor after = other.get(i);
        int example = before.size() / batch;
        changed.set(i, Tensors.like(before, at -> (at < example ? after : before).get(at)));
      }
    }
    Tensor before = output(operation, inputs(operation, 1));
    Tensor after = output(operation, changed);
    int example = before.size() / batch;
    return before.shape().dimension(0) == batch
        && IntStream.range(example, before.size()).allMatch(i -> before.get(i) == after.get(i));
  }

  private static boolean reversesWithItsExamples(Operation operation) {
    int batch = Shards.batch(operation);
    List<Tensor> inputs = inputs(operation, 1);
    List<Tensor> reversed = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      reversed.add(Shards.isShared(operation, i) ? input : Shards.reversed(input));
    }
    Tensor output = output(operation, inputs);
    return output.shape().dimension(0) == batch
        && close(output(operation, reversed), Shards.reversed(output)::get);
  }
}

package dev.assay.verify.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemGeneratorsTest {

  private static final int TRIES = 5000;

  static List<String> operations() {
    return OperationText.names();
  }

  /** Fails for an operation of the sealed hierarchy that has no generator. */
  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationHasAGeneratorThatTriesAllItsDirectionsAndFills(String name) {
    List<Problem> problems = problems(name);

    assertThat(problems).allMatch(problem -> problem.operation().name().equals(name));
    Set<Direction> directions = problems.get(0).operation().directions();
    for (Direction direction : directions) {
      double most = directions.size() == 1 ? 1 : 0.6;
      assertShare(problems, problem -> problem.direction() == direction, 0.14, most);
    }
    assertShare(problems, problem -> problem.fill() == Fill.INTEGER, 0.4, 0.6);
    int families = TRIES / (directions.size() == 1 ? 2 : 4);
    assertThat(problems.stream().mapToLong(Problem::seed).distinct().count())
        .isGreaterThan(families * 9 / 10);
  }

  /** Thousands a second must be possible, and yet some are large enough to be split up. */
  @ParameterizedTest
  @MethodSource("operations")
  void mostProblemsAreSmall(String name) {
    double[] flops = problems(name).stream().mapToDouble(p -> p.cost().flops()).sorted().toArray();

    assertThat(flops[TRIES / 2]).isLessThan(2e4);
    assertThat(IntStream.range(0, TRIES).mapToDouble(i -> flops[i]).average().orElseThrow())
        .isLessThan(2e5);
    assertThat(flops[TRIES - 1]).isGreaterThan(1e4);
  }

  @Test
  void convolutionsReachEveryCorner() {
    List<Conv2d> drawn = operations(Conv2d.class);

    assertShare(drawn, o -> o.stride().h() > o.kernel().h(), 0.1, 0.5);
    assertShare(drawn, o -> o.pad().top() >= o.kernel().h(), 0.1, 0.5);
    assertShare(drawn, o -> !o.pad().isSymmetric(), 0.2, 0.6);
    assertShare(drawn, o -> o.pad().top() > o.pad().bottom(), 0.03, 0.4);
    assertShare(drawn, o -> o.pad().top() < o.pad().bottom(), 0.03, 0.4);
    assertShare(drawn, o -> o.dilation().h() > 1 && o.kernel().h() > 1, 0.1, 0.5);
    assertShare(drawn, o -> o.groups() > 1, 0.2, 0.5);
    assertShare(drawn, o -> o.groups() > 1 && o.groups() == o.c(), 0.1, 0.5);
    assertShare(drawn, o -> o.groups() > 1 && o.c() > o.groups() && o.k() > o.groups(), 0.05, 0.4);
    assertShare(drawn, o -> o.groups() == 1 && o.c() >= 15 && o.k() >= 15, 0.02, 0.4);
    assertShare(drawn, o -> o.groups() == 1 && o.c() % 8 == 0 && o.k() % 8 == 0, 0.015, 0.4);
    assertShare(drawn, o -> o.groups() == 1 && o.c() % 8 != 0 && o.k() > 8, 0.02, 0.4);
    assertShare(drawn, o -> o.n() == 1, 0.3, 0.6);
    assertShare(drawn, Conv2d::bias, 0.4, 0.6);
    assertShare(drawn, o -> o.h() != o.w(), 0.3, 0.7);
    assertShare(drawn, o -> o.kernel().h() != o.kernel().w(), 0.2, 0.7);
    assertShare(drawn, o -> o.outputShape().size() == o.n() * o.k(), 0.1, 0.5);
    assertShare(drawn, ProblemGeneratorsTest::isWhatNetworksUse, 0.01, 0.2);
    assertShare(drawn, ProblemGeneratorsTest::leavesInputsUnread, 0.1, 0.7);
  }

  private static boolean isWhatNetworksUse(Conv2d o) {
    return o.kernel().h() == 3
        && o.kernel().w() == 3
        && o.pad().isSymmetric()
        && o.dilation().h() == 1
        && o.dilation().w() == 1
        && o.groups() == 1;
  }

  /** The stride does not divide, so the last rows are in no window. */
  private static boolean leavesInputsUnread(Conv2d o) {
    int extent = (o.kernel().h() - 1) * o.dilation().h() + 1;
    return (o.h() + o.pad().top() + o.pad().bottom() - extent) % o.stride().h() != 0;
  }

  @Test
  void poolingsReachEveryCorner() {
    List<MaxPool2d> drawn = operations(MaxPool2d.class);

    assertShare(drawn, MaxPool2d::global, 0.1, 0.3);
    assertShare(drawn, o -> o.rounding() == Rounding.UP, 0.4, 0.6);
    assertShare(drawn, ProblemGeneratorsTest::hasAPartialWindow, 0.05, 0.5);
    assertShare(drawn, o -> o.stride().h() > o.kernel().h(), 0.1, 0.5);
    assertShare(drawn, o -> o.stride().h() < o.kernel().h() && !o.global(), 0.2, 0.7);
    assertShare(drawn, o -> o.pad().top() > 0, 0.1, 0.6);
    assertShare(drawn, o -> !o.pad().isSymmetric(), 0.05, 0.5);
    assertShare(operations(AveragePool2d.class), AveragePool2d::countPad, 0.4, 0.6);
    assertShare(operations(AveragePool2d.class), AveragePool2d::global, 0.1, 0.3);
  }

  @Test
  void normalizationsReachEveryCorner() {
    List<BatchNorm> drawn = operations(BatchNorm.class);

    for (int rank = 2; rank <= 5; rank++) {
      int wanted = rank;
      assertShare(drawn, o -> o.shape().rank() == wanted, 0.15, 0.35);
    }
    assertShare(drawn, o -> o.shape().dimension(0) == 1, 0.2, 0.6);
    assertShare(drawn, o -> o.shape().size() == o.shape().dimension(1), 0.05, 0.4);
    assertShare(drawn, o -> o.epsilon() == 1e-5, 0.3, 0.7);
    List<GroupNorm> groups = operations(GroupNorm.class);
    assertShare(groups, o -> o.groups() == 1, 0.1, 0.5);
    assertShare(groups, o -> o.groups() > 1 && o.groups() == o.shape().dimension(1), 0.1, 0.7);
    assertShare(groups, o -> o.groups() > 1 && o.groups() < o.shape().dimension(1), 0.05, 0.5);
    List<LayerNorm> layers = operations(LayerNorm.class);
    assertShare(layers, o -> o.axes() == o.shape().rank(), 0.1, 0.7);
    assertShare(layers, o -> o.axes() > 1 && o.axes() < o.shape().rank(), 0.05, 0.5);
    List<LocalResponseNorm> responses = operations(LocalResponseNorm.class);
    assertShare(responses, o -> o.size() > o.c(), 0.1, 0.7);
    assertShare(responses, o -> o.c() > o.size(), 0.2, 0.8);
    assertShare(operations(BatchNormStatistics.class), BatchNormStatistics::unbiased, 0.2, 0.6);
  }

  private static boolean hasAPartialWindow(MaxPool2d o) {
    MaxPool2d down =
        new MaxPool2d(
            o.n(), o.c(), o.h(), o.w(), o.kernel(), o.stride(), o.pad(), Rounding.DOWN, o.global());
    return !down.outputShape().equals(o.outputShape());
  }

  @Test
  void otherOperationsReachEveryCorner() {
    List<Softmax> softmaxes = operations(Softmax.class);
    for (int rank = 1; rank <= 4; rank++) {
      int wanted = rank;
      assertShare(operations(Relu.class), o -> o.shape().rank() == wanted, 0.15, 0.35);
      assertShare(softmaxes, o -> o.shape().rank() == wanted, 0.15, 0.35);
    }
    assertShare(operations(Relu.class), o -> o.shape().rank() == 5, 0.005, 0.05);
    assertShare(softmaxes, o -> o.shape().rank() == 5 && o.axis() == 4, 0.001, 0.03);
    assertShare(softmaxes, o -> o.axis() == o.shape().rank() - 1, 0.2, 0.8);
    assertShare(softmaxes, o -> o.axis() == 0 && o.shape().rank() > 1, 0.1, 0.5);
    assertShare(softmaxes, o -> o.beta() == 1, 0.2, 0.6);
    assertShare(softmaxes, o -> o.beta() < 0, 0.1, 0.4);
    assertShare(softmaxes, o -> o.shape().dimension(o.axis()) == 1, 0.1, 0.5);
    assertShare(
        operations(ArgMax.class), o -> o.shape().dimension(o.axis()) < o.shape().size(), 0.3, 0.9);
    assertShare(operations(ArgMax.class), o -> o.shape().dimension(o.axis()) == 1, 0.05, 0.25);
    assertShare(operations(LeakyRelu.class), o -> o.slope() == 0.01, 0.2, 0.6);
    assertShare(operations(Linear.class), Linear::bias, 0.4, 0.6);
    assertShare(operations(Linear.class), o -> o.in() >= 100, 0.05, 0.3);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aProblemSurvivesItsText(String operation) {
    for (Problem problem : problems(operation).subList(0, 100)) {
      assertThat(Problem.parse(problem.toString())).isEqualTo(problem);
    }
  }

  private static List<Problem> problems(String name) {
    ProblemSource source = new ProblemSource(name, 1, Shard.WHOLE);
    return Stream.generate(() -> source.next().value()).limit(TRIES).toList();
  }

  private static <O extends Operation> List<O> operations(Class<O> type) {
    return problems(nameOf(type)).stream().map(problem -> type.cast(problem.operation())).toList();
  }

  private static String nameOf(Class<? extends Operation> type) {
    return operations().stream()
        .filter(name -> OperationText.classOf(name) == type)
        .findFirst()
        .orElseThrow();
  }

  private static <T> void assertShare(
      List<T> drawn, Predicate<T> corner, double least, double most) {
    assertThat(drawn.stream().filter(corner).count() / (double) drawn.size())
        .isBetween(least, most);
  }
}

package dev.assay.verify.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.Optimizer;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkGeneratorsTest {
  private static final int TRIES = 1000;

  /** What goes around the random layers: two convolutions, the flattening and the classes. */
  private static final int OTHERS = 4;

  private static final Shape IMAGES = Shape.of(1, 3, 9, 10);
  private static final Shape BELOW = Shape.of(1, 16, 9, 10);

  private static List<Problem> problems(String name) {
    ProblemSource source = new ProblemSource(name, 1, Shard.WHOLE);
    return Stream.generate(() -> source.next().value()).limit(TRIES).toList();
  }

  private static Network network(Problem problem) {
    return ((Composite) problem.operation()).layers();
  }

  private static Stream<Operation> layers(Problem problem) {
    return network(problem).nodes().stream()
        .filter(node -> node.name().startsWith("layer"))
        .map(Network.Node::operation);
  }

  private static void assertShare(
      List<Problem> problems, Predicate<Problem> corner, double least, double most) {
    assertThat(problems.stream().filter(corner).count() / (double) TRIES).isBetween(least, most);
  }

  @ParameterizedTest
  @ValueSource(strings = {"training-step", "inference"})
  void aProblemSurvivesItsText(String name) {
    assertThat(problems(name))
        .allSatisfy(problem -> assertThat(Problem.parse(problem.toString())).isEqualTo(problem))
        .allMatch(problem -> problem.operation().name().equals(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"training-step", "inference"})
  void networksHaveUpToFourLayersOfAnyKind(String name) {
    List<Problem> problems = problems(name);

    for (int count = 1; count <= 4; count++) {
      int wanted = count;
      assertShare(problems, p -> layers(p).count() == wanted, 0.03, 0.6);
    }
    Map<String, Long> counts =
        problems.stream()
            .flatMap(NetworkGeneratorsTest::layers)
            .collect(Collectors.groupingBy(Operation::name, Collectors.counting()));
    assertThat(counts.values()).allMatch(count -> count > TRIES / 100);
    assertShare(problems, p -> p.fill() == Fill.REAL, 0.6, 0.98);
    assertShare(problems, p -> p.fill() == Fill.LARGE, 0.02, 0.4);
  }

  /** An operation that a network may use, and that none of these does, is not tried in any. */
  @Test
  void everyOperationThatFitsBetweenConvolutionsIsDrawn() {
    Set<String> drawn =
        problems("training-step").stream()
            .flatMap(NetworkGeneratorsTest::layers)
            .map(Operation::name)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> fitting =
        OperationText.names().stream()
            .filter(NetworkGeneratorsTest::fits)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(drawn).containsExactlyElementsOf(fitting);
  }

  private static boolean fits(String operation) {
    ProblemSource source = new ProblemSource(operation, 1, Shard.WHOLE);
    return Stream.generate(() -> source.next().value().operation())
        .limit(TRIES)
        .anyMatch(NetworkGeneratorsTest::fits);
  }

  private static boolean fits(Operation operation) {
    try {
      Architecture.parse("between:" + LayerText.of(operation, BELOW)).network(IMAGES);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void theyReachEveryCorner() {
    List<Problem> problems = problems("training-step");

    assertShare(problems, p -> ((TrainingStep) p.operation()).n() == 1, 0.1, 0.5);
    assertShare(problems, p -> ((TrainingStep) p.operation()).until() == Stage.UPDATE, 0.2, 0.6);
    for (Optimizer optimizer : Optimizer.values()) {
      assertShare(problems, p -> ((TrainingStep) p.operation()).optimizer() == optimizer, 0.01, 1);
    }
    assertShare(problems, p -> ((TrainingStep) p.operation()).momentum() > 0, 0.02, 0.2);
    assertShare(problems, NetworkGeneratorsTest::hasPenaltyAlone, 0.03, 0.2);
    assertShare(problems, p -> branches(network(p)), 0.2, 0.8);
    assertShare(problems, p -> any(p, Conv2d.class, conv -> conv.groups() > 1), 0.02, 0.5);
    assertShare(problems, p -> any(p, Conv2d.class, conv -> !conv.pad().isSymmetric()), 0.02, 0.5);
    assertShare(problems, p -> any(p, MaxPool2d.class, MaxPool2d::global), 0.02, 0.3);
    assertShare(problems, p -> any(p, AveragePool2d.class, AveragePool2d::countPad), 0.05, 0.5);
  }

  /** Which backends without momentum can compute. */
  private static boolean hasPenaltyAlone(Problem problem) {
    TrainingStep step = (TrainingStep) problem.operation();
    return step.decay() > 0 && step.momentum() == 0 && step.optimizer() == Optimizer.SGD;
  }

  private static boolean branches(Network network) {
    return network.nodes().stream().anyMatch(node -> node.sources().size() > 1);
  }

  private static <O extends Operation> boolean any(
      Problem problem, Class<O> type, Predicate<O> corner) {
    return layers(problem).filter(type::isInstance).map(type::cast).anyMatch(corner);
  }

  /** So that there may be many of them. */
  @Test
  void theyAreSmall() {
    double[] flops =
        problems("training-step").stream().mapToDouble(p -> p.cost().flops()).sorted().toArray();

    assertThat(flops[TRIES / 2]).isLessThan(1e7);
    assertThat(flops[TRIES - 1]).isLessThan(6e8);
    assertThat(problems("inference"))
        .allMatch(problem -> network(problem).nodes().size() <= 4 + OTHERS);
  }
}

package dev.assay.verify.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShrinkerTest {

  private static final Shrinker SHRINKER = new Shrinker(Duration.ofMinutes(1), 2000, 64);

  private static Shrinker.Failing failing(Predicate<Problem> fails) {
    return candidates -> candidates.stream().filter(fails).collect(Collectors.toSet());
  }

  /** Notes down what was tried. */
  private static Shrinker.Failing failing(Predicate<Problem> fails, List<Problem> tried) {
    return candidates -> {
      tried.addAll(candidates);
      return failing(fails).among(candidates);
    };
  }

  private static Predicate<Problem> conv2d(Predicate<Conv2d> fails) {
    return problem -> fails.test((Conv2d) problem.operation());
  }

  private static List<Shrinkable<Problem>> failures(
      String operation, Predicate<Problem> fails, int count) {
    ProblemSource source = new ProblemSource(operation, 5, Shard.WHOLE);
    return Stream.generate(source::next)
        .filter(problem -> fails.test(problem.value()))
        .limit(count)
        .toList();
  }

  private static void assertShrinks(
      String operation, Predicate<Problem> fails, String... smallest) {
    for (Shrinkable<Problem> problem : failures(operation, fails, 30)) {
      List<Problem> tried = new ArrayList<>();
      Problem shrunk = SHRINKER.shrink(problem, failing(fails, tried));
      assertThat(shrunk.toString()).isIn((Object[]) smallest);
      assertThat(tried).hasSizeLessThan(400);
    }
  }

  @Test
  void whatDoesNotMatterGoes() {
    assertShrinks("conv2d", problem -> true, "conv2d n=1 c=1 h=1 w=1 k=1 kernel=1x1 fill=integer");
  }

  @Test
  void whatMattersStays() {
    assertShrinks(
        "conv2d",
        conv2d(o -> o.stride().h() >= 2 && o.groups() >= 2),
        "conv2d n=1 c=2 h=1 w=1 k=2 kernel=1x1 stride=2x1 groups=2 fill=integer");
    assertShrinks(
        "conv2d",
        conv2d(o -> !o.pad().isSymmetric() && o.bias()),
        "conv2d n=1 c=1 h=1 w=1 k=1 kernel=1x1 pad=0:1x0 bias=true fill=integer",
        "conv2d n=1 c=1 h=1 w=1 k=1 kernel=1x1 pad=0x0:1 bias=true fill=integer");
    assertShrinks(
        "conv2d",
        problem -> problem.direction() == Direction.BACKWARD && problem.seed() >= 3,
        "conv2d backward n=1 c=1 h=1 w=1 k=1 kernel=1x1 fill=integer seed=3");
    assertShrinks(
        "softmax",
        problem -> {
          Softmax softmax = (Softmax) problem.operation();
          return softmax.axis() == 1 && softmax.beta() < 0;
        },
        "softmax shape=1x1 axis=1 beta=-1.0 fill=integer");
  }

  /** Six channels are not among the generator's choices, and all three must go down together. */
  @Test
  void theTextShrinksWhatTheGeneratorCannot() {
    assertShrinks(
        "conv2d",
        conv2d(o -> o.c() >= 6 && o.c() == o.groups() && o.k() == o.c()),
        "conv2d n=1 c=6 h=1 w=1 k=6 kernel=1x1 groups=6 fill=integer");
  }

  @Test
  void aProblemGivenAsTextShrinks() {
    Problem given =
        Problem.parse(
            "conv2d backward-data n=3 c=8 h=9 w=12 k=2 kernel=5x5 stride=3x3 pad=6:5x6 groups=2"
                + " bias=true seed=4711");

    Problem shrunk =
        SHRINKER.shrink(
            new TextShrinkable(given),
            failing(conv2d(o -> o.stride().h() >= 2 && o.groups() >= 2 && o.w() >= 5)));

    assertThat(shrunk).hasToString("conv2d n=1 c=2 h=1 w=5 k=2 kernel=1x1 stride=2x1 groups=2");
  }

  @Test
  void layersThatDoNotMatterGo() {
    assertShrinks(
        "training-step",
        problem -> problem.toString().contains("softmax,axis=2"),
        "training-step network=between:softmax,axis=2 n=1 size=1x1",
        "training-step network=between:log-softmax,axis=2 n=1 size=1x1");
  }

  /** What they were drawn with: others depend on them, or they are no numbers to be lowered. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "relu,c=8+max-pool2d,kernel=3x3,stride=2x2+tanh | max-pool2d,kernel=3x3",
        "max-pool2d,kernel=3x3+tanh+softmax,axis=2 | max-pool2d,kernel=3x3",
        "relu+leaky-relu,slope=0.2+max-pool2d,kernel=3x3 | max-pool2d,kernel=3x3"
      })
  void aNetworkGivenAsTextShrinks(String layers, String smallest) {
    Problem given = Problem.parse("inference network=between:" + layers + " n=3 size=9x9 seed=4");

    Problem shrunk =
        SHRINKER.shrink(
            new TextShrinkable(given),
            failing(problem -> problem.toString().contains("max-pool2d") && has3x3(problem)));

    assertThat(shrunk).hasToString("inference network=between:" + smallest + " n=1 size=3x3");
  }

  private static boolean has3x3(Problem problem) {
    return problem.toString().contains("kernel=3x3");
  }

  @Test
  void nothingSimplerFails() {
    Shrinkable<Problem> problem = failures("conv2d", p -> p.seed() > 10, 1).get(0);

    assertThat(SHRINKER.shrink(problem, failing(p -> p.equals(problem.value()))))
        .isEqualTo(problem.value());
  }

  @Test
  void batchesHoldDifferentProblemsThatWereNotTriedBefore() {
    List<Problem> tried = new ArrayList<>();
    Predicate<Problem> fails = conv2d(o -> o.c() >= 4);
    Shrinkable<Problem> problem = failures("conv2d", fails, 1).get(0);

    SHRINKER.shrink(
        problem,
        candidates -> {
          assertThat(candidates).isNotEmpty();
          return failing(fails, tried).among(candidates);
        });

    assertThat(tried).doesNotHaveDuplicates().doesNotContain(problem.value());
  }

  @Test
  void oneByOneItComesToTheSame() {
    Predicate<Problem> fails = conv2d(o -> o.c() >= 4);
    for (Shrinkable<Problem> problem : failures("conv2d", fails, 10)) {
      List<Problem> tried = new ArrayList<>();
      List<Problem> triedInBatches = new ArrayList<>();

      assertThat(oneByOne(problem, failing(fails, tried)))
          .isEqualTo(SHRINKER.shrink(problem, failing(fails, triedInBatches)));
      assertThat(tried).hasSizeLessThanOrEqualTo(triedInBatches.size());

      Predicate<Problem> failsAlone = p -> p.equals(problem.value());
      assertThat(oneByOne(problem, failing(failsAlone))).isEqualTo(problem.value());
    }
  }

  private static Problem oneByOne(Shrinkable<Problem> problem, Shrinker.Failing failing) {
    return new Shrinker(Duration.ofMinutes(1), 2000, 1)
        .shrink(
            problem,
            candidates -> {
              assertThat(candidates).hasSize(1);
              return failing.among(candidates);
            });
  }

  @Test
  void theBudgetOfCandidatesIsKept() {
    Shrinkable<Problem> problem = failures("conv2d", conv2d(o -> o.c() > 8), 1).get(0);
    List<Problem> tried = new ArrayList<>();

    assertThat(
            new Shrinker(Duration.ofMinutes(1), 10, 64).shrink(problem, failing(p -> false, tried)))
        .isEqualTo(problem.value());
    assertThat(tried).hasSize(10);
  }

  @Test
  void theBudgetOfTimeIsKept() {
    Shrinkable<Problem> problem = failures("conv2d", conv2d(o -> o.c() > 8), 1).get(0);
    List<Problem> tried = new ArrayList<>();

    assertThat(new Shrinker(Duration.ZERO, 10, 64).shrink(problem, failing(p -> true, tried)))
        .isEqualTo(problem.value());
    assertThat(tried).isEmpty();
  }
}

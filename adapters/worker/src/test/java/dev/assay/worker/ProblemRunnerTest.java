package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ProblemRunnerTest {
  private static final Problem PROBLEM = Problem.parse("relu shape=2x3");

  /** Else it would be the end of the process, as if the backend had crashed. */
  @Test
  void aDivergenceThatCannotTellItsSymptomsIsNamed() {
    assertThat(runner(problem -> true).answer(Request.of(PROBLEM)))
        .isEqualTo(
            new Reply.Threw(
                "the known divergence faulty does not tell its symptoms: no such operand",
                List.of()));
  }

  @Test
  void neitherIsAPredicateThatThrowsACrash() {
    Predicate<Problem> faulty =
        problem -> {
          throw new IllegalStateException("no such parameter");
        };

    assertThat(runner(faulty).answer(Request.of(PROBLEM)))
        .isInstanceOfSatisfying(
            Reply.Threw.class, threw -> assertThat(threw.message()).endsWith("no such parameter"));
  }

  /** What the backend did is not told then: the divergence comes first, and is mended first. */
  @Test
  void soItIsWhereTheBackendThrows() {
    ProblemRunner runner =
        new ProblemRunner(
            new ConstantBackend(Device.CPU, 1) {
              @Override
              public Execution prepare(Problem problem, List<Tensor> inputs) {
                throw new IllegalArgumentException("refused");
              }

              @Override
              public List<KnownDivergence> knownDivergences() {
                return List.of(faulty(problem -> true));
              }
            });

    assertThat(runner.answer(Request.of(PROBLEM)))
        .isInstanceOfSatisfying(
            Reply.Threw.class,
            threw -> assertThat(threw.message()).startsWith("the known divergence faulty"));
  }

  @Test
  void whoeverAsksAfterACrashIsToldOfNoDivergence() {
    assertThat(runner(problem -> true).answer(Request.classify(PROBLEM)))
        .isEqualTo(new Reply.Classified(List.of()));
  }

  @Test
  void aDivergenceThatDoesNotApplyIsNotAsked() {
    assertThat(runner(problem -> false).answer(Request.of(PROBLEM)))
        .isInstanceOf(Reply.Computed.class);
  }

  private static ProblemRunner runner(Predicate<Problem> applies) {
    return new ProblemRunner(
        new ConstantBackend(Device.CPU, 1) {
          @Override
          public List<KnownDivergence> knownDivergences() {
            return List.of(faulty(applies));
          }
        });
  }

  private static KnownDivergence faulty(Predicate<Problem> applies) {
    return new KnownDivergence(
        "faulty", "its symptoms throw", List.of(), PROBLEM, applies, ProblemRunnerTest::symptoms);
  }

  private static List<Symptom> symptoms(Problem problem) {
    throw new IllegalStateException("no such operand");
  }
}

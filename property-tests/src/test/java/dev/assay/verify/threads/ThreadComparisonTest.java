package dev.assay.verify.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Repeatability;
import dev.assay.spi.Symptom;
import dev.assay.verify.Solver;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import dev.assay.verify.threads.ThreadComparison.Result;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.Suspect;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadComparisonTest {
  private static final Problem PROBLEM = Problem.parse("linear n=2 in=30 out=3 seed=1");

  private static Solver answering(Function<Problem, Reply> reply) {
    return (requests, goOn) -> {
      for (Request request : requests) {
        if (!goOn.test(new Answer.Replied(request, reply.apply(request.problem())))) {
          return;
        }
      }
    };
  }

  /** The oracle's results with an error in the first element. */
  private static Solver off(double relative, String divergence) {
    return answering(
        problem -> {
          List<float[]> results =
              new Oracle(problem).results().stream().map(Tensor::toFloats).toList();
          results.get(0)[0] *= (float) (1 + relative);
          return new Reply.Computed(
              results,
              Optional.empty(),
              Repetition.NONE,
              divergence.isEmpty()
                  ? List.of()
                  : List.of(new Suspect(divergence, List.of(new Symptom.Garbage()))),
              ProductPrecision.F32);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, '', BITWISE, ''",
    "0, 1e-6, '', WITHIN_BOUND, ''",
    "0, 1, '', WRONG, 'on several threads FAILED: output[0,0] is '",
    "1, 0, '', WRONG, 'on one thread FAILED: output[0,0] is '",
    "1, 1, '', WRONG, 'on one thread FAILED: output[0,0] is '",
    "1, 0, some-divergence, KNOWN, 'on one thread KNOWN: output[0,0] is '",
  })
  void differencesAreJudgedByTheOracle(
      double one, double several, String divergence, Agreement agreement, String message) {
    Result result =
        new ThreadComparison(off(one, divergence), off(several, divergence)).compare(PROBLEM);

    assertThat(result.agreement()).isEqualTo(agreement);
    assertThat(result.message()).startsWith(message);
  }

  /** The first run is right; of the second other bits came back. */
  private static Solver changing(double relative) {
    return answering(
        problem -> {
          List<float[]> first =
              new Oracle(problem).results().stream().map(Tensor::toFloats).toList();
          List<float[]> second = first.stream().map(float[]::clone).toList();
          second.get(0)[0] *= (float) (1 + relative);
          return new Reply.Computed(
              first,
              Optional.of(second),
              new Repetition(Repeatability.UNSTATED, Repetition.Seen.OTHER_BITS),
              List.of(),
              ProductPrecision.F32);
        });
  }

  @ParameterizedTest
  @CsvSource({"1e-6, WITHIN_BOUND, ''", "1, WRONG, 'on several threads FAILED: output[0,0] is '"})
  void aSecondRunCountsToo(double relative, Agreement agreement, String message) {
    Result result = new ThreadComparison(off(0, ""), changing(relative)).compare(PROBLEM);

    assertThat(result.agreement()).isEqualTo(agreement);
    assertThat(result.message()).startsWith(message);
  }

  @Test
  void whatHasNoResultIsNotCompared() {
    Result result =
        new ThreadComparison(off(0, ""), answering(problem -> new Reply.Unsupported("no linear")))
            .compare(PROBLEM);

    assertThat(result.agreement()).isEqualTo(Agreement.NO_RESULT);
    assertThat(result.message()).isEqualTo("UNSUPPORTED: no linear");
  }

  @ParameterizedTest
  @CsvSource({"false, WRONG, FAILED", "true, KNOWN, KNOWN"})
  void whoThrowsIsWrong(boolean known, Agreement agreement, String outcome) {
    List<Suspect> suspects =
        known ? List.of(new Suspect("throws", List.of(new Symptom.Throws()))) : List.of();
    Solver throwing = answering(problem -> new Reply.Threw("out of threads", suspects));

    Result result = new ThreadComparison(off(0, ""), throwing).compare(PROBLEM);

    assertThat(result.agreement()).isEqualTo(agreement);
    assertThat(result.message())
        .isEqualTo("on several threads " + outcome + ": threw: out of threads");
  }

  @Test
  void theProblemsAreProblems() {
    assertThat(ThreadComparison.problems()).hasSizeGreaterThan(30).doesNotHaveDuplicates();
  }

  /** Half of the threads, or all, would have equal shares, and a lost rest would not show. */
  @Test
  void noBatchIsEven() {
    assertThat(ThreadComparison.problems())
        .noneMatch(problem -> problem.operation().operands().get(0).shape().dimension(0) % 2 == 0);
  }
}

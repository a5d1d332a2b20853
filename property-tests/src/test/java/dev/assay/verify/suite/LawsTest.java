package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import dev.assay.verify.OperationReport;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.WholeCampaign;
import dev.assay.verify.generate.Shard;
import dev.assay.verify.law.Law;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every law speaks of some problems, and honest backends keep it. */
class LawsTest {
  private static final int PROBLEMS = 12;

  /**
   * Floating-point operations. A law says nothing of larger problems that it does not say of small
   * ones, and sums in float32 one by one take a second for some.
   */
  private static final double SMALL = 1e6;

  /** Among so many there are some that each law speaks of. */
  private static final int MANY = 100;

  static List<Law> laws() {
    return Law.all();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void honestBackendsKeepTheLaw(Law law) {
    List<Verdict> verdicts = new ArrayList<>();
    List<HonestBackend> backends = HonestBackend.all();
    for (int which = 0; which < backends.size(); which++) {
      Verifier verifier = new Verifier(new InProcess(backends.get(which)));
      int seed = which;
      OperationText.names().stream()
          .flatMap(operation -> Drawn.ofLaws(operation, seed).first(PROBLEMS))
          .filter(problem -> problem.cost().flops() < SMALL)
          .forEach(problem -> verifier.verify(problem, law).ifPresent(verdicts::add));
    }

    assertThat(verdicts).filteredOn(v -> v.outcome() == Outcome.PASSED).isNotEmpty();
    assertThat(verdicts).filteredOn(v -> v.outcome().isWrong()).isEmpty();
  }

  /** Whoever answers the same to everything agrees with itself, on nothing that proves anything. */
  @ParameterizedTest
  @MethodSource("laws")
  void whoComputesNothingKeepsNoLaw(Law law) {
    List<String> kept = new ArrayList<>();
    for (float answer : new float[] {0, Float.NaN, Float.POSITIVE_INFINITY}) {
      Verifier verifier = new Verifier(new InProcess(answering(answer)));
      OperationText.names().stream()
          .flatMap(operation -> Drawn.ofLaws(operation, 1).first(PROBLEMS))
          .filter(problem -> problem.cost().flops() < SMALL)
          .flatMap(problem -> verifier.verify(problem, law).stream())
          .filter(verdict -> verdict.outcome() == Outcome.PASSED)
          .forEach(verdict -> kept.add(answer + " to " + verdict.problem()));
    }

    assertThat(kept).isEmpty();
  }

  private static Backend answering(float answer) {
    return new OracleBackend(Device.CPU, 1) {
      @Override
      protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
        return problem.results().stream()
            .map(
                result -> {
                  float[] values = new float[result.shape().size()];
                  Arrays.fill(values, answer);
                  return values;
                })
            .toList();
      }
    };
  }

  /** A law that nothing violates would be no law. */
  @ParameterizedTest
  @MethodSource("laws")
  void someFaultViolatesTheLaw(Law law) {
    List<String> spokenOf =
        OperationText.names().stream()
            .filter(
                operation ->
                    Drawn.ofLaws(operation, 1).first(MANY).anyMatch(p -> law.of(p).isPresent()))
            .toList();

    assertThat(Faults.all().stream().filter(fault -> spokenOf.contains(fault.operation())))
        .anyMatch(fault -> Hunt.byLaw(fault, law, 1).isPresent());
  }

  @Test
  void roundsAddUp() {
    Verifier verifier = new Verifier(new InProcess(HonestBackend.all().get(0)));
    Verifier.Campaign inRounds = verifier.campaign("linear", 1, Shard.WHOLE, 0, verdict -> {});
    for (int end : new int[] {16, 64, 200}) {
      inRounds.advance(end);
    }

    assertThat(lawTries(inRounds.report()))
        .isNotEmpty()
        .isEqualTo(lawTries(WholeCampaign.of(verifier, "linear", 200)));
  }

  private static Map<String, Integer> lawTries(OperationReport report) {
    Map<String, Integer> tries = new TreeMap<>();
    report.laws().forEach((law, tally) -> tries.merge(law.name(), tally.tries(), Integer::sum));
    assertThat(tries).hasSameSizeAs(report.laws());
    return tries;
  }
}

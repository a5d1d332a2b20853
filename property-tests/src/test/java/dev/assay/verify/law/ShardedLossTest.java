package dev.assay.verify.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.verify.Verifier;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardedLossTest {

  /** As sums that carry along what they lost: beside another number +∞ becomes NaN. */
  private static Answer compensated(Request request) {
    List<Tensor> inputs = request.resolveInputs();
    float alone = (float) new Oracle(request.problem(), inputs).results().get(0).get(0);
    float infinite = Float.isNaN(alone) ? Float.POSITIVE_INFINITY : alone;
    float loss = inputs.get(0).size() == 1 ? infinite : Float.NaN;
    return new Answer.Replied(
        request,
        new Reply.Computed(
            List.of(new float[] {loss}),
            Optional.empty(),
            Repetition.NONE,
            List.of(),
            ProductPrecision.F32));
  }

  /**
   * Where the oracle takes +∞ as well as NaN, the whole batch may have one and a half the other.
   */
  @Test
  void doesNotAccuseWhomTheOracleClears() {
    Problem problem =
        IntStream.range(0, 1000)
            .mapToObj(
                seed -> Problem.parse("binary-cross-entropy shape=2 fill=special seed=" + seed))
            .filter(p -> p.inputs().get(0).get(0) == Double.POSITIVE_INFINITY)
            .filter(p -> Double.isFinite(p.inputs().get(0).get(1)))
            .findFirst()
            .orElseThrow();
    Verifier verifier =
        new Verifier(
            (requests, goOn) -> {
              for (Request request : requests) {
                if (!goOn.test(compensated(request))) {
                  return;
                }
              }
            });

    assertThat(verifier.verify(problem).outcome().isWrong()).isFalse();
    assertThat(verifier.verify(problem, new ShardedLoss()).filter(v -> v.outcome().isWrong()))
        .isEmpty();
  }
}

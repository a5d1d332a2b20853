package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Linear;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Symptom;
import dev.assay.verify.law.LinearAsConvolution;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.Suspect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A law asks for problems that nobody draws: what becomes of these is told as of any other. */
class LawObstaclesTest {
  private static final Problem ASKED = Problem.parse("conv2d n=1 c=1 h=2 w=2 k=1 kernel=1x1");
  private static final List<Suspect> REFUSED =
      List.of(new Suspect("refused", List.of(new Symptom.Throws())));
  private static final List<Suspect> INEXACT =
      List.of(new Suspect("inexact", List.of(new Symptom.Inexact(1, 0))));

  /** What the law makes of a backend that answers each of its two operations in some way. */
  private static Verdict verdict(
      Function<Request, Answer> ofConvolution, Function<Request, Answer> ofProduct) {
    Verifier verifier =
        new Verifier(
            (requests, goOn) -> {
              for (Request request : requests) {
                boolean product = request.problem().operation() instanceof Linear;
                if (!goOn.test((product ? ofProduct : ofConvolution).apply(request))) {
                  return;
                }
              }
            });
    return verifier.verify(ASKED, new LinearAsConvolution()).orElseThrow();
  }

  private static Answer replied(Request request, Reply reply) {
    return new Answer.Replied(request, reply);
  }

  private static Function<Request, Answer> off(double error, List<Suspect> suspects) {
    return request -> {
      Tensor right = new Oracle(request.problem(), request.resolveInputs()).results().get(0);
      float[] result = right.toFloats();
      result[0] += (float) error;
      return replied(
          request,
          new Reply.Computed(
              List.of(result), Optional.empty(), Repetition.NONE, suspects, ProductPrecision.F32));
    };
  }

  private static final Function<Request, Answer> RIGHT = off(0, List.of());

  private static Answer unsupported(Request request) {
    return replied(request, new Reply.Unsupported("no linear"));
  }

  private static Answer crashed(Request request) {
    return new Answer.Crashed(request, "SIGSEGV", "a stack", List.of());
  }

  @Test
  void aDeathIsADeath() {
    Verdict verdict = verdict(LawObstaclesTest::crashed, RIGHT);

    assertThat(verdict.outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(verdict.problem()).isEqualTo(ASKED);
    assertThat(verdict.message()).isEqualTo("SIGSEGV");
    assertThat(verdict.log()).isEqualTo("a stack");
    assertThat(verdict(RIGHT, r -> new Answer.TimedOut(r, Duration.ofSeconds(1))).outcome())
        .isEqualTo(Outcome.TIMED_OUT);
  }

  @Test
  void anErrorIsAFailureUnlessItIsKnown() {
    Verdict news = verdict(RIGHT, r -> replied(r, new Reply.Threw("no kernel", List.of())));
    Verdict known = verdict(RIGHT, r -> replied(r, new Reply.Threw("no kernel", REFUSED)));

    assertThat(news.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(news.message()).isEqualTo("threw: no kernel");
    assertThat(known.outcome()).isEqualTo(Outcome.KNOWN);
    assertThat(known.divergence()).hasValue("refused");
  }

  @Test
  void whatIsUnsupportedHidesNothing() {
    assertThat(verdict(LawObstaclesTest::unsupported, RIGHT).outcome())
        .isEqualTo(Outcome.UNSUPPORTED);
    assertThat(verdict(LawObstaclesTest::unsupported, LawObstaclesTest::crashed).outcome())
        .isEqualTo(Outcome.CRASHED);
  }

  @Test
  void whatIsOnBothSidesIsSaid() {
    assertThat(verdict(request -> result(request, 3e20f), request -> result(request, 0)).message())
        .matches("one side is 3\\.0000000\\d+e20, the other 0\\.0");
  }

  /** The first element is that. */
  private static Answer result(Request request, float first) {
    Tensor right = new Oracle(request.problem(), request.resolveInputs()).results().get(0);
    float[] result = right.toFloats();
    result[0] = first;
    return replied(
        request,
        new Reply.Computed(
            List.of(result), Optional.empty(), Repetition.NONE, List.of(), ProductPrecision.F32));
  }

  /** One side is wrong as is known; the other side may not be wrong as it likes. */
  @Test
  void aKnownDivergenceExcusesNoOther() {
    assertThat(verdict(RIGHT, RIGHT).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdict(off(0.5, INEXACT), RIGHT).outcome()).isEqualTo(Outcome.KNOWN);
    assertThat(verdict(off(0.5, INEXACT), RIGHT).divergence()).hasValue("inexact");
    assertThat(verdict(off(0.5, INEXACT), off(0.25, List.of())).outcome())
        .isEqualTo(Outcome.FAILED);
  }
}

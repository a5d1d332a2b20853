package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.reference.init.RandomBits;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Repeatability;
import dev.assay.spi.Symptom;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.Suspect;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong as is known is no regression; what is wrong otherwise at the same place is. */
class DiagnosisTest {
  private static final String POOL = "average-pool1d n=1 c=1 l=3 kernel=3 pad=1 fill=integer";

  /** One element of ReLU's results is other than the oracle's. */
  static Stream<Arguments> singleElements() {
    Symptom nonFinite = new Symptom.NonFinite();
    Symptom absolute = new Symptom.Inexact(0.25, 0);
    Symptom relative = new Symptom.Inexact(0, 0.25);
    return Stream.of(
        Arguments.of(nonFinite, Float.NaN, true),
        Arguments.of(nonFinite, Float.NEGATIVE_INFINITY, true),
        Arguments.of(nonFinite, 2.5f, false),
        Arguments.of(absolute, 2.25f, true),
        Arguments.of(absolute, 1.75f, true),
        Arguments.of(absolute, 2.2500002f, false),
        Arguments.of(absolute, Float.NaN, false),
        Arguments.of(absolute, Float.POSITIVE_INFINITY, false),
        Arguments.of(relative, 2.5f, true),
        Arguments.of(relative, 2.5000002f, false),
        Arguments.of(
            Symptom.Part.ofRange("first", 0, 1, new Symptom.Inexact(0.25, 0)), 2.25f, true),
        Arguments.of(
            Symptom.Part.ofRange("other", 1, 2, new Symptom.Inexact(0.25, 0)), 2.25f, false),
        Arguments.of(Symptom.Part.ofRange("first", 0, 1, new Symptom.Scaled(0)), 0f, true),
        Arguments.of(Symptom.Part.ofRange("first", 0, 1, new Symptom.Scaled(0)), 1f, false),
        Arguments.of(otherResult(new Symptom.Garbage()), -1e9f, false),
        Arguments.of(new Symptom.Scaled(2), 4f, true),
        Arguments.of(new Symptom.Scaled(2), 4.0000005f, false),
        Arguments.of(new Symptom.Scaled(2), 0f, false),
        Arguments.of(new Symptom.Scaled(-1.5), -3f, true),
        Arguments.of(new Symptom.Scaled(-1.5), -3.0000002f, false),
        Arguments.of(new Symptom.Scaled(0), 0f, true),
        Arguments.of(new Symptom.Scaled(0), Float.MIN_VALUE, false),
        Arguments.of(new Symptom.Scaled(0), Float.NaN, false),
        Arguments.of(new Symptom.Garbage(), -1e9f, true),
        Arguments.of(new Symptom.Throws(), 2.0000002f, false),
        Arguments.of(new Symptom.Dies(), 2.0000002f, false));
  }

  private static Symptom otherResult(Symptom symptom) {
    return new Symptom.Part("other", 1, BitSet.valueOf(new byte[] {1}), symptom);
  }

  @ParameterizedTest
  @MethodSource("singleElements")
  void anElementIsExcusedIfItLooksAsIsKnown(Symptom symptom, float actual, boolean known) {
    Problem problem = Problem.parse("relu shape=2 fill=integer");
    Request request =
        Request.of(problem, List.of(Tensor.of(problem.operation().outputShape(), 2, 3)));

    Verdict verdict = judge(request, List.of(suspect("known", symptom)), actual, 3);

    assertThat(verdict.outcome()).isEqualTo(known ? Outcome.KNOWN : Outcome.FAILED);
  }

  private static Verdict judge(Request request, List<Suspect> suspects, float... results) {
    return Judge.judge(
        new Answer.Replied(
            request,
            new Reply.Computed(
                List.of(results),
                Optional.empty(),
                Repetition.NONE,
                suspects,
                ProductPrecision.F32)));
  }

  private static Suspect suspect(String id, Symptom... symptoms) {
    return new Suspect(id, Arrays.asList(symptoms));
  }

  private static float[] right(String problem) {
    return new Oracle(Problem.parse(problem)).results().get(0).toFloats();
  }

  @Test
  void whatIsRightPasses() {
    Verdict verdict =
        judge(
            Request.of(Problem.parse(POOL)),
            List.of(suspect("garbage", new Symptom.Garbage())),
            right(POOL));

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdict.divergence()).isEmpty();
  }

  /** Each element may be that of either problem, but not one that neither has. */
  @Test
  void elementsMayBeThoseOfAnotherProblem() {
    Request request = Request.of(Problem.parse(POOL));
    Suspect counted =
        suspect("counts-padding", new Symptom.AsIf(Problem.parse(POOL + " count-pad=true")));
    float[] results = right(POOL + " count-pad=true");
    assertThat(results).isNotEqualTo(right(POOL));

    Verdict known = judge(request, List.of(counted), results);
    results[1] += 1;
    Verdict other = judge(request, List.of(counted), results);

    assertThat(known.outcome()).isEqualTo(Outcome.KNOWN);
    assertThat(known.divergence()).hasValue("counts-padding");
    assertThat(other.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(other.divergence()).isEmpty();
    assertThat(other.worst()).hasValueSatisfying(w -> assertThat(w.index()).isEqualTo(1));
    assertThat(other.message())
        .startsWith("output[0,0,1] is ")
        .endsWith("; it is known to be wrong here, but not so, by counts-padding");
  }

  /** The same numbers lie in the other problem's shapes. */
  @Test
  void theOtherProblemMayHaveOtherShapes() {
    String asItIs = "softmax shape=2x3 axis=0 fill=integer seed=3";
    String asIf = "softmax shape=3x2 axis=1 fill=integer seed=3";
    assertThat(right(asIf)).isNotEqualTo(right(asItIs));

    Verdict verdict =
        judge(
            Request.of(Problem.parse(asItIs)),
            List.of(suspect("transposed", new Symptom.AsIf(Problem.parse(asIf)))),
            right(asIf));

    assertThat(verdict.outcome()).isEqualTo(Outcome.KNOWN);
  }

  /** What is wrong with the other problem may be wrong with what looks like it. */
  @Test
  void anElementMayBeWrongInTwoWays() {
    Problem problem = Problem.parse("relu shape=2 fill=integer");
    Suspect leaky =
        suspect("leaky", new Symptom.AsIf(Problem.parse("leaky-relu shape=2 slope=0.5")));
    Suspect inexact = suspect("inexact", new Symptom.Inexact(0.25, 0));
    Request request =
        Request.of(problem, List.of(Tensor.of(problem.operation().outputShape(), -2, 3)));

    assertThat(judge(request, List.of(leaky, inexact), -1.25f, 3).divergence()).hasValue("leaky");
    assertThat(judge(request, List.of(leaky, inexact), -1.375f, 3).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(judge(request, List.of(leaky), -1.25f, 3).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** Of several divergences each explains elements of its own. */
  @Test
  void severalDivergencesMayMeet() {
    Problem problem = Problem.parse("relu shape=2 fill=integer");
    Request request =
        Request.of(problem, List.of(Tensor.of(problem.operation().outputShape(), 2, 3)));
    Suspect inexact = suspect("inexact", new Symptom.Inexact(0.5, 0));
    Suspect nonFinite = suspect("non-finite", new Symptom.NonFinite());

    assertThat(judge(request, List.of(inexact, nonFinite), 2.25f, Float.NaN).outcome())
        .isEqualTo(Outcome.KNOWN);
    assertThat(judge(request, List.of(inexact), 2.25f, Float.NaN).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(judge(request, List.of(nonFinite), 2.25f, Float.NaN).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  private static Stream<Arguments> absences() {
    Request request = Request.of(Problem.parse("relu shape=1"));
    Function<List<Suspect>, Answer> threw =
        suspects -> new Answer.Replied(request, new Reply.Threw("no", suspects));
    Function<List<Suspect>, Answer> crashed =
        suspects -> new Answer.Crashed(request, "SIGSEGV", "", suspects);
    return Stream.of(
        Arguments.of(threw, Outcome.FAILED, new Symptom.Throws(), new Symptom.Dies()),
        Arguments.of(crashed, Outcome.CRASHED, new Symptom.Dies(), new Symptom.Throws()));
  }

  @ParameterizedTest
  @MethodSource("absences")
  void whoIsKnownToGiveNoResultMayGiveNoneInThatWayAlone(
      Function<List<Suspect>, Answer> absent, Outcome news, Symptom known, Symptom other) {
    Suspect garbage = suspect("garbage", new Symptom.Garbage());
    Suspect otherwise = suspect("other", other);

    Verdict expected = Judge.judge(absent.apply(List.of(garbage, otherwise, suspect("it", known))));
    Verdict unlike = Judge.judge(absent.apply(List.of(garbage, otherwise)));

    assertThat(expected.outcome()).isEqualTo(Outcome.KNOWN);
    assertThat(expected.divergence()).hasValue("it");
    assertThat(unlike.outcome()).isEqualTo(news);
    assertThat(unlike.message())
        .endsWith("known to be wrong here, but not so, by garbage or other");
  }

  /** Other bits than promised are no matter of how far off they are. */
  @Test
  void onlyGarbageMayDifferFromRunToRun() {
    Request request = Request.of(Problem.parse(POOL));
    Reply.Computed computed =
        new Reply.Computed(
            List.of(right(POOL)),
            Optional.empty(),
            new Repetition(Repeatability.PROMISED, Repetition.Seen.OTHER_BITS),
            List.of(suspect("inexact", new Symptom.Inexact(1, 1))),
            ProductPrecision.F32);
    Reply.Computed garbage =
        new Reply.Computed(
            computed.results(),
            Optional.empty(),
            computed.repetition(),
            List.of(suspect("garbage", Symptom.Part.ofRange("first", 0, 1, new Symptom.Garbage()))),
            computed.precision());

    assertThat(Judge.judge(new Answer.Replied(request, computed)).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(Judge.judge(new Answer.Replied(request, garbage)).outcome())
        .isEqualTo(Outcome.KNOWN);
  }

  /** Whichever it is, and one that is wrong in another way before either. */
  @Test
  void ofTwoRunsTheWorseIsTold() {
    List<float[]> right = List.of(new float[] {2, 3});
    List<float[]> known = List.of(new float[] {2.25f, 3});
    List<float[]> wrong = List.of(new float[] {4, 3});

    assertThat(ofTwoRuns(right, known)).isEqualTo(Outcome.KNOWN);
    assertThat(ofTwoRuns(known, right)).isEqualTo(Outcome.KNOWN);
    assertThat(ofTwoRuns(known, wrong)).isEqualTo(Outcome.FAILED);
    assertThat(ofTwoRuns(wrong, known)).isEqualTo(Outcome.FAILED);
  }

  private static Outcome ofTwoRuns(List<float[]> first, List<float[]> second) {
    Problem problem = Problem.parse("relu shape=2 fill=integer");
    Request request =
        Request.of(problem, List.of(Tensor.of(problem.operation().outputShape(), 2, 3)));
    Verdict verdict =
        Judge.judge(
            new Answer.Replied(
                request,
                new Reply.Computed(
                    first,
                    Optional.of(second),
                    new Repetition(Repeatability.DISCLAIMED, Repetition.Seen.OTHER_BITS),
                    List.of(suspect("inexact", new Symptom.Inexact(0.25, 0))),
                    ProductPrecision.F32)));
    assertThat(verdict.isFailure()).isTrue();
    return verdict.outcome();
  }

  /** Where x is 0 all gradients are lost, or where it is 1 all elements are dropped. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.0, KNOWN, 'the gradient keeps 0 of 99 elements whose x is 0, at rate 0.5'",
    "0, 0.5, FAILED, 'the gradient keeps 0 of 99 elements whose x is 0, at rate 0.5'",
    "1, 0.0, FAILED, 'keeps 0 of 99 elements at rate 0.5'"
  })
  void aMaskMayLoseWhatIsKnownToBeLostAndNoMore(
      double x, double factor, Outcome outcome, String message) {
    Verdict verdict = allDropped(x, new Symptom.Scaled(factor));

    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.message()).isEqualTo(message);
  }

  @Test
  void aMaskMayBeLostInAPart() {
    Symptom ofGradient = Symptom.Part.ofRange("gradient", 99, 198, new Symptom.Scaled(0));

    assertThat(allDropped(0, ofGradient).outcome()).isEqualTo(Outcome.KNOWN);
  }

  private static Verdict allDropped(double x, Symptom lost) {
    Problem problem = Problem.parse("random-dropout shape=99 fill=integer");
    double[] ones = new double[99];
    Arrays.fill(ones, 1);
    double[] values = new double[99];
    Arrays.fill(values, x);
    Request request =
        Request.of(
            problem, List.of(new Tensor(Shape.of(99), values), new Tensor(Shape.of(99), ones)));
    return judge(request, List.of(suspect("lost", lost)), new float[198]);
  }

  /** Two runs with the same bits are a fault of what draws, other bits are none. */
  @ParameterizedTest
  @CsvSource({"SAME_BITS, FAILED", "OTHER_BITS, PASSED", "NOTHING, PASSED"})
  void whatDrawsMustNotRepeatItself(Repetition.Seen seen, Outcome outcome) {
    String problem = "random-dropout shape=64 gradient=false";
    Request request = Request.of(Problem.parse(problem));
    float[] results = right(problem);
    RandomBits mask = new RandomBits(1);
    for (int i = 0; i < results.length; i++) {
      results[i] *= mask.below(2);
    }

    Verdict verdict =
        Judge.judge(
            new Answer.Replied(
                request,
                new Reply.Computed(
                    List.of(results),
                    Optional.empty(),
                    new Repetition(Repeatability.UNSTATED, seen),
                    List.of(),
                    ProductPrecision.F32)));

    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.likeness().repetition()).isEqualTo(Repetition.NONE);
    assertThat(verdict.likeness().fingerprint()).isZero();
  }
}

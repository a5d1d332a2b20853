package dev.assay.verify.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.verify.Outcome;
import dev.assay.verify.Solver;
import dev.assay.verify.Verdict;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkVerifierTest {
  private static final Problem LOGITS = Problem.parse("inference network=lenet5 n=1");

  @TempDir Path folder;

  private final List<Problem> asked = new ArrayList<>();

  @Test
  void wrongLogitsSayWhereTheyBeginToBeWrong() {
    Verdict verdict = verifier(NetworkVerifierTest::maximumInS4).verify(LOGITS);

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict.problem()).isEqualTo(LOGITS);
    assertThat(verdict.message())
        .startsWith("logits[")
        .endsWith("; wrong from here on: " + LOGITS + " layer=S4");
  }

  @Test
  void theyMayBeWrongFromTheFirstLayerOn() {
    Verdict verdict = verifier(same -> same, NetworkVerifierTest::withoutImages).verify(LOGITS);

    assertThat(verdict.message()).endsWith("; wrong from here on: " + LOGITS + " layer=C1");
  }

  /** The shortcut, which comes after it in the list of layers, does not depend on it. */
  @Test
  void aBranchMayBeWrongBesideALayerThatIsRight() {
    Problem logits = Problem.parse("inference network=resnet20 n=1 size=16x16");
    Verdict verdict =
        verifier(
                operation ->
                    operation instanceof Conv2d conv && conv.c() == 32 && conv.k() == 32
                        ? Mutant.padded(conv, new Padding(0, 2, 0, 2))
                        : operation)
            .verify(logits);

    assertThat(verdict.message()).endsWith(logits + " layer=layer2.0.conv2");
  }

  @Test
  void ofALayerThereIsNoMoreToSay() {
    Problem layer = Problem.parse(LOGITS + " layer=F6");

    assertThat(verifier(NetworkVerifierTest::maximumInS4).verify(layer).message())
        .isNotEmpty()
        .doesNotContain("from here on");
    assertThat(asked).containsExactly(layer);
  }

  @Test
  void whatIsRightIsAskedForOnce() {
    assertThat(verifier(same -> same).verify(LOGITS))
        .extracting(Verdict::outcome, Verdict::message)
        .containsExactly(Outcome.PASSED, "");
    assertThat(asked).containsExactly(LOGITS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gradients | 4 | the way back is right down to gradient of C5 weights, wrong from gradient of"
            + " C3 bias on",
        "update | 4 | the way back is right down to updated C5 weights, wrong from updated C3 bias on",
        "gradients | 1 | the way back is right down to gradient of C1 bias, wrong from gradient of C1"
            + " weights on",
        "update | 10 | the way back is wrong from updated F7 bias on",
      })
  void aWrongStepSaysWhereTheWayBackBeginsToBeWrong(String until, int wrong, String place) {
    Problem step = Problem.parse("training-step network=lenet5 n=1 until=" + until);
    Verdict verdict = stepVerifier(2, 2 + wrong).verify(step);

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict.message()).endsWith("; " + place);
  }

  /** The whole way back is then that of other numbers. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void ofWrongLogitsOrLossesThatSaysNothing(int wrong) {
    Problem step = Problem.parse("training-step network=lenet5 n=1 until=gradients");
    Verdict verdict = stepVerifier(wrong, 5).verify(step);

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict.message()).doesNotContain("way back");
  }

  /** Of a backend that gives some results of training steps doubled. */
  private NetworkVerifier stepVerifier(int from, int to) {
    Solver solver =
        (requests, goOn) -> {
          for (Request request : requests) {
            List<Tensor> results = new ArrayList<>(new Oracle(request.problem()).results());
            for (int i = from; i < to; i++) {
              double[] doubled = Arrays.stream(results.get(i).values()).map(x -> 2 * x).toArray();
              results.set(i, new Tensor(results.get(i).shape(), doubled));
            }
            if (!goOn.test(replied(request, results))) {
              return;
            }
          }
        };
    return new NetworkVerifier(solver, new Expectations(folder));
  }

  private static Operation maximumInS4(Operation operation) {
    return operation instanceof AveragePool2d pool && pool.c() == 16
        ? Mutant.maximum(operation)
        : operation;
  }

  private NetworkVerifier verifier(UnaryOperator<Operation> change) {
    return verifier(change, inputs -> inputs);
  }

  /** Of a backend that computes other layers, or from other inputs, than it is asked for. */
  private NetworkVerifier verifier(
      UnaryOperator<Operation> change, UnaryOperator<List<Tensor>> inputs) {
    Solver solver =
        (requests, goOn) -> {
          for (Request request : requests) {
            if (!goOn.test(answer(request, change, inputs))) {
              return;
            }
          }
        };
    return new NetworkVerifier(solver, new Expectations(folder));
  }

  private Answer answer(
      Request request, UnaryOperator<Operation> change, UnaryOperator<List<Tensor>> inputs) {
    asked.add(request.problem());
    Inference right = (Inference) request.problem().operation();
    Inference faulty =
        new Inference(new Mutant(right.network(), change), right.n(), right.size(), right.layer());
    Problem computed = request.problem().with(faulty, request.problem().direction());
    return replied(request, new Oracle(computed, inputs.apply(request.resolveInputs())).results());
  }

  private static Answer replied(Request request, List<Tensor> results) {
    return new Answer.Replied(
        request,
        new Reply.Computed(
            Sampled.of(request.sample(), results.stream().map(Tensor::toFloats).toList()),
            Optional.empty(),
            Repetition.NONE,
            List.of(),
            ProductPrecision.F32));
  }

  private static List<Tensor> withoutImages(List<Tensor> inputs) {
    List<Tensor> changed = new ArrayList<>(inputs);
    Shape images = inputs.get(0).shape();
    changed.set(0, new Tensor(images, new double[images.size()]));
    return changed;
  }
}

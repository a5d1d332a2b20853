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
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    List<float[]> results =
        new Oracle(computed, inputs.apply(request.resolveInputs()))
            .results().stream().map(Tensor::toFloats).toList();
    return new Answer.Replied(
        request,
        new Reply.Computed(
            Sampled.of(request.sample(), results),
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

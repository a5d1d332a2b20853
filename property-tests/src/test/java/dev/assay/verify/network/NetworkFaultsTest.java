package dev.assay.verify.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Optimizer;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.oracle.Expectation;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.verify.Judge;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.worker.Repetition;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks that are not quite what they pass for, each to be noticed by the problems of a proof.
 */
class NetworkFaultsTest {
  private static final Problem LENET =
      Problem.parse("training-step network=lenet5 n=4 momentum=0.9 decay=0.01 steps=2");
  private static final Problem ADAM =
      Problem.parse("training-step network=lenet5 n=4 optimizer=adam learning-rate=0.001 steps=2");
  private static final Problem RESNET =
      Problem.parse("training-step network=resnet20 n=2 size=16x16");

  /** Of pixels: local response normalisation does next to nothing to numbers below 1. */
  private static final Problem ALEXNET =
      Problem.parse("training-step network=alexnet-2012 n=1 size=67x67 until=gradients fill=large");

  private static final Map<List<Object>, Expectation> EXPECTATIONS = new ConcurrentHashMap<>();

  /** No larger than what products in TF32 may do to these networks. */
  private static final Set<String> HIDDEN_IN_TF32 =
      Set.of(
          "network=resnet20 another epsilon",
          "network=lenet5 learning rate 1 % too large",
          "network=resnet20 learning rate 1 % too large");

  /** What a backend computes that has the fault, in double precision otherwise. */
  private record Fault(
      String name,
      Problem problem,
      Function<TrainingStep, TrainingStep> step,
      UnaryOperator<List<Tensor>> inputs) {

    static Fault of(String name, Problem problem, Function<TrainingStep, TrainingStep> step) {
      return new Fault(name, problem, step, inputs -> inputs);
    }

    static Fault inLayers(String name, Problem problem, Function<Operation, Operation> change) {
      return of(
          name,
          problem,
          step -> with(step, new Mutant(step.network(), change), step.learningRate()));
    }

    @Override
    public String toString() {
      return problem.toString().split(" ")[1] + " " + name;
    }
  }

  private static TrainingStep with(TrainingStep step, Architecture network, double rate) {
    return new TrainingStep(
        network,
        step.n(),
        step.size(),
        step.until(),
        step.optimizer(),
        rate,
        step.momentum(),
        step.decay(),
        step.steps());
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.inLayers("activations dropped", LENET, dropped(Tanh.class, Tanh::shape)),
        Fault.inLayers("activations dropped", RESNET, dropped(Relu.class, Relu::shape)),
        Fault.inLayers(
            "another activation",
            LENET,
            operation -> operation instanceof Tanh tanh ? new Relu(tanh.shape()) : operation),
        Fault.inLayers("maxima for averages", LENET, Mutant::maximum),
        Fault.inLayers(
            "another epsilon",
            RESNET,
            operation ->
                operation instanceof BatchNorm norm
                    ? new BatchNorm(norm.shape(), 1e-3)
                    : operation),
        Fault.inLayers(
            "shifted padding",
            RESNET,
            operation ->
                operation instanceof Conv2d conv && conv.stride().h() == 2
                    ? Mutant.padded(conv, new Padding(0, 2, 0, 2))
                    : operation),
        Fault.of(
            "learning rate 1 % too large",
            LENET, step -> with(step, step.network(), 1.01 * step.learningRate())),
        Fault.of(
            "learning rate 1 % too large",
            RESNET, step -> with(step, step.network(), 1.01 * step.learningRate())),
        Fault.of("no momentum", LENET, step -> rule(step, Optimizer.SGD, 0, step.decay())),
        Fault.of("no decay", LENET, step -> rule(step, Optimizer.SGD, step.momentum(), 0)),
        Fault.of("a step too few", LENET, step -> steps(step, 1)),
        Fault.of("a step of Adam too few", ADAM, step -> steps(step, 1)),
        Fault.of(
            "learning rate of Adam 10 % too large",
            ADAM, step -> with(step, step.network(), 1.1 * step.learningRate())),
        Fault.of("no Adam", ADAM, step -> rule(step, Optimizer.SGD, 0, step.decay())),
        Fault.inLayers(
            "as much dropped, and nothing scaled",
            ALEXNET,
            operation ->
                operation instanceof Dropout dropout ? new Dropout(dropout.shape(), 0) : operation),
        Fault.inLayers("alpha divided by the window", ALEXNET, NetworkFaultsTest::divided),
        new Fault("nothing dropped", ALEXNET, step -> step, inputs -> one(inputs, ALEXNET, "mask")),
        new Fault("missing bias", LENET, step -> step, inputs -> zero(inputs, "bias", LENET)),
        new Fault("scale left out", RESNET, step -> step, inputs -> one(inputs, RESNET, "gamma")),
        new Fault("bfloat16 weights", LENET, step -> step, NetworkFaultsTest::bfloat16),
        new Fault("bfloat16 weights", RESNET, step -> step, NetworkFaultsTest::bfloat16),
        new Fault("labels of another image", LENET, step -> step, NetworkFaultsTest::rolled));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isNoticed(Fault fault) {
    TrainingStep step = (TrainingStep) fault.problem.operation();
    Problem mutant =
        Problem.of(
            fault.step.apply(step),
            fault.problem.direction(),
            fault.problem.fill(),
            fault.problem.seed());
    List<Tensor> results = new Oracle(mutant, fault.inputs.apply(fault.problem.inputs())).results();

    assertThat(judge(fault.problem, results).outcome()).isEqualTo(Outcome.FAILED);
    Verdict declared = judge(fault.problem, results, ProductPrecision.TF32);
    assertThat(declared.outcome())
        .isEqualTo(HIDDEN_IN_TF32.contains(fault.toString()) ? Outcome.PASSED : Outcome.FAILED);
  }

  static Stream<Arguments> statistics() {
    return Stream.of(
        Arguments.of("statistics that stay as they were", 0.0),
        Arguments.of("statistics that move too fast", 2.0));
  }

  /** Running statistics are results of their own. */
  @ParameterizedTest
  @MethodSource("statistics")
  void statisticsAreNoticed(String name, double speed) {
    List<Tensor> inputs = RESNET.inputs();
    List<Tensor> results = new ArrayList<>(new Oracle(RESNET, inputs).results());
    int last = results.size() - 1;
    Tensor before = inputs.get(inputs.size() - 1);
    Tensor after = results.get(last);
    results.set(last, map(after, i -> before.get(i) + speed * (after.get(i) - before.get(i))));

    assertThat(judge(RESNET, results).outcome()).as(name).isEqualTo(Outcome.FAILED);
  }

  /** One parameter that never moves. */
  @Test
  void aFrozenParameterIsNoticed() {
    List<Tensor> inputs = LENET.inputs();
    List<Tensor> results = new ArrayList<>(new Oracle(LENET, inputs).results());
    results.set(2, inputs.get(2));

    assertThat(judge(LENET, results).outcome()).isEqualTo(Outcome.FAILED);
  }

  /**
   * The oracle's own results, rounded to float32, are within what Monte Carlo arithmetic allows.
   */
  @ParameterizedTest
  @MethodSource("innocent")
  void theInnocentPass(Problem problem) {
    Verdict verdict = judge(problem, new Oracle(problem, problem.inputs()).results());

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdict.worst().orElseThrow().share()).isLessThan(0.5);
  }

  static Stream<Problem> innocent() {
    return Stream.of(LENET, ADAM, RESNET, ALEXNET);
  }

  private static Verdict judge(Problem problem, List<Tensor> results) {
    return judge(problem, results, ProductPrecision.F32);
  }

  private static Verdict judge(Problem problem, List<Tensor> results, ProductPrecision precision) {
    Request request = Request.of(problem);
    List<float[]> sampled =
        Sampled.of(request.sample(), results.stream().map(Tensor::toFloats).toList());
    Expectation expectation =
        EXPECTATIONS.computeIfAbsent(
            List.of(problem, precision), absent -> Expectation.of(problem, precision));
    return Judge.judge(
        new Answer.Replied(
            request,
            new Reply.Computed(sampled, Optional.empty(), Repetition.NONE, List.of(), precision)),
        (asked, declared) -> expectation.oracle(problem));
  }

  /** Operations of a kind pass on what they are given. */
  private static <O extends Operation> Function<Operation, Operation> dropped(
      Class<O> kind, Function<O, Shape> shape) {
    return operation -> {
      if (!kind.isInstance(operation)) {
        return operation;
      }
      Shape x = shape.apply(kind.cast(operation));
      return new IdentityShortcut(
          x.dimension(0), x.dimension(1), x.dimension(2), x.dimension(3), new Extent(1, 1), 0, 0);
    };
  }

  private static TrainingStep rule(
      TrainingStep step, Optimizer optimizer, double momentum, double decay) {
    return new TrainingStep(
        step.network(),
        step.n(),
        step.size(),
        step.until(),
        optimizer,
        step.learningRate(),
        momentum,
        decay,
        step.steps());
  }

  private static TrainingStep steps(TrainingStep step, int steps) {
    return new TrainingStep(
        step.network(),
        step.n(),
        step.size(),
        step.until(),
        step.optimizer(),
        step.learningRate(),
        step.momentum(),
        step.decay(),
        steps);
  }

  private static List<Tensor> zero(List<Tensor> inputs, String ending, Problem problem) {
    return replaced(inputs, problem, ending, 0);
  }

  private static List<Tensor> one(List<Tensor> inputs, Problem problem, String ending) {
    return replaced(inputs, problem, ending, 1);
  }

  /** Caffe's α, PyTorch's and ONNX's. */
  private static Operation divided(Operation operation) {
    return operation instanceof LocalResponseNorm norm
        ? new LocalResponseNorm(
            norm.n(),
            norm.c(),
            norm.h(),
            norm.w(),
            norm.size(),
            norm.alpha() / norm.size(),
            norm.beta(),
            norm.k())
        : operation;
  }

  /** The first operand of that name as if it were the same number everywhere. */
  private static List<Tensor> replaced(
      List<Tensor> inputs, Problem problem, String ending, double value) {
    List<Tensor> changed = new ArrayList<>(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      if (problem.operation().operands().get(i).name().endsWith(ending)) {
        changed.set(i, map(inputs.get(i), element -> value));
        return changed;
      }
    }
    throw new IllegalArgumentException("no " + ending);
  }

  private static List<Tensor> bfloat16(List<Tensor> inputs) {
    return inputs.stream()
        .map(
            tensor ->
                tensor.shape().rank() < 2
                    ? tensor
                    : map(
                        tensor,
                        i ->
                            Float.intBitsToFloat(
                                Float.floatToRawIntBits((float) tensor.get(i)) & 0xFFFF0000)))
        .toList();
  }

  private static List<Tensor> rolled(List<Tensor> inputs) {
    List<Tensor> changed = new ArrayList<>(inputs);
    Tensor labels = inputs.get(1);
    int row = labels.shape().dimension(1);
    changed.set(1, map(labels, i -> labels.get((i + row) % labels.size())));
    return changed;
  }

  private static Tensor map(Tensor like, IntToDoubleFunction element) {
    return new Tensor(like.shape(), IntStream.range(0, like.size()).mapToDouble(element).toArray());
  }
}

package dev.assay.verify.suite;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Rows;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bugs that deep-learning libraries had: published reports of wrong results, each with the
 * conditions that its report gives. They say whether the suite would have noticed what really
 * happened, where the other faults are invented.
 */
final class PublishedFaults {
  private static final int X = 0;

  /** Faults that were here before somebody looked for a report of them. */
  static final Map<String, List<String>> REPORTS =
      Map.ofEntries(
          Map.entry("conv2d: dilation ignored", List.of("deeplearning4j/deeplearning4j#8320")),
          Map.entry("conv2d: weights gradient of the next group", List.of("pytorch/pytorch#51430")),
          Map.entry(
              "average-pool2d: divisor of partial windows counts what is beyond the padding",
              List.of("microsoft/onnxruntime#16203", "apple/coremltools#2772")),
          Map.entry(
              "relu: NaN swallowed",
              List.of("pytorch/pytorch#7999", "apache/mxnet#11115", "tensorflow/tensorflow#40072")),
          Map.entry(
              "leaky-relu: gradient by the sign of the output", List.of("pytorch/pytorch#31938")),
          Map.entry(
              "leaky-relu: slope ignored by the gradient",
              List.of("deeplearning4j/deeplearning4j#8178")),
          Map.entry("softmax: always over the last axis", List.of("apache/mxnet#10145")),
          Map.entry(
              "cross-entropy: gradients of the wrong sign",
              List.of("deeplearning4j/deeplearning4j#349")),
          Map.entry("mean-squared-error: summed", List.of("pytorch/pytorch#43228")),
          Map.entry("batch-norm: gradients accumulate over runs", List.of("apache/mxnet#18492")),
          Map.entry(
              "batch-norm: variance in one pass",
              List.of("tensorflow/tensorflow#3290", "tensorflow/tensorflow#25115")),
          Map.entry("layer-norm: variance in one pass", List.of("pytorch/pytorch#51102")));

  private PublishedFaults() {}

  /** The faults that are here for their reports. */
  static List<Fault> all() {
    return Stream.of(
            PublishedConvolutionFaults.all(),
            PublishedPoolingFaults.all(),
            PublishedNormalizationFaults.all(),
            PublishedProbabilityFaults.all(),
            moves(),
            updates())
        .flatMap(List::stream)
        .toList();
  }

  /** A fault with its reports, if there are any. */
  static Fault marked(Fault fault) {
    List<String> reports = REPORTS.get(fault.toString());
    return reports == null ? fault : fault.reported(reports);
  }

  private static List<Fault> moves() {
    return List.of(
        Fault.published(
            "arg-max",
            "rows of one among more than 32767: not 0",
            Spoiler.outputElements((call, i, right) -> i < 32767 ? right : i)
                .when(
                    call -> {
                      ArgMax o = (ArgMax) call.problem().operation();
                      return o.shape().dimension(o.axis()) == 1;
                    }),
            "pytorch/pytorch#38922",
            "pytorch/pytorch#40022"),
        Fault.published(
            "arg-max",
            "last of equals",
            Spoiler.outputElements(
                (call, i, right) -> {
                  int last = (int) right;
                  for (int j = last; j < row(call, i).length; j++) {
                    last = row(call, i)[j] == row(call, i)[last] ? j : last;
                  }
                  return last;
                }),
            "pytorch/pytorch#41998",
            "pytorch/xla#2419"),
        Fault.published(
            "arg-max",
            "NaN passed over",
            Spoiler.outputElements(
                (call, i, right) -> {
                  double[] row = row(call, i);
                  int largest = 0;
                  for (int j = 1; j < row.length; j++) {
                    largest = row[j] > row[largest] || Double.isNaN(row[largest]) ? j : largest;
                  }
                  return largest;
                }),
            "elixir-nx/nx#1499"),
        Fault.published(
            "concat",
            "outputs of one axis are zeros",
            Spoiler.outputElements((call, i, right) -> 0)
                .when(call -> ((Concat) call.problem().operation()).shape().rank() == 1),
            "intel/ipex-llm#1014"),
        Fault.published(
                "concat",
                "order of elements in memory ignored",
                Call::honest,
                "deeplearning4j/deeplearning4j#7411",
                "pytorch/pytorch#89353")
            .unnoticed("backends are given contiguous arrays"),
        Fault.published(
            "dropout",
            "gradient of dropped zeros as if they were kept",
            Spoiler.elements(X, (call, i, right) -> call.x().get(i) == 0 ? call.g().get(i) : right),
            "kaldi-asr/kaldi#3890"));
  }

  private static double[] row(Call call, int row) {
    ArgMax o = (ArgMax) call.problem().operation();
    Rows rows = new Rows(o.shape(), o.axis());
    double[] values = new double[rows.length()];
    for (int j = 0; j < values.length; j++) {
      values[j] = call.x().get(rows.first(row) + j * rows.step());
    }
    return values;
  }

  private static List<Fault> updates() {
    return List.of(
        Fault.published(
            "adam",
            "epsilon divided by the root of the second correction",
            Spoiler.operation(
                Adam.class,
                o ->
                    new Adam(
                        o.size(),
                        o.step(),
                        o.learningRate(),
                        o.beta1(),
                        o.beta2(),
                        o.epsilon() / Math.sqrt(1 - Math.pow(o.beta2(), o.step())),
                        o.decay(),
                        o.decoupled())),
            "pytorch/pytorch#22628",
            "tensorflow/tensorflow#9047"),
        Fault.published(
            "adam",
            "decoupled decay of the weights after the step",
            Spoiler.outputElements(
                    (call, i, right) -> {
                      Adam o = (Adam) call.problem().operation();
                      double rate = o.learningRate() * o.decay();
                      return i < o.size()
                          ? right + rate * ((1 - rate) * call.x().get(i) - right)
                          : right;
                    })
                .when(call -> ((Adam) call.problem().operation()).decoupled()),
            "huggingface/transformers#14539"),
        Fault.published(
            "sgd",
            "decay ignored without momentum",
            Spoiler.operation(Sgd.class, o -> new Sgd(o.size(), o.learningRate(), 0)),
            "ml-explore/mlx#440"),
        Fault.published(
            "momentum",
            "Nesterov's step adds the velocity",
            Spoiler.outputElements(
                    (call, i, right) -> {
                      Momentum o = (Momentum) call.problem().operation();
                      Tensor w = call.x();
                      if (i >= o.size()) {
                        return right;
                      }
                      double g = call.inputs().get(1).get(i) + o.decay() * w.get(i);
                      double velocity = o.momentum() * call.inputs().get(2).get(i) + g;
                      return w.get(i) - o.learningRate() * (g - o.momentum() * velocity);
                    })
                .when(call -> ((Momentum) call.problem().operation()).nesterov()),
            "PaddlePaddle/Paddle#12231"));
  }
}

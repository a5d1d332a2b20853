package dev.assay.verify.suite;

import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Rows;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** Published bugs in activations, softmaxes and losses, with the conditions reported for them. */
final class PublishedProbabilityFaults {
  private static final int X = 0;
  private static final int TARGET = 1;

  private PublishedProbabilityFaults() {}

  static List<Fault> all() {
    return Stream.of(activations(), softmaxes(), logSoftmaxes(), losses())
        .flatMap(List::stream)
        .toList();
  }

  private static Spoiler function(DoubleBinaryOperator ofXAndRight) {
    return Spoiler.outputElements(
        (call, i, right) -> ofXAndRight.applyAsDouble(call.x().get(i), right));
  }

  private static List<Fault> activations() {
    return List.of(
        Fault.published(
            "leaky-relu",
            "gradient passes everywhere if the slope is 0",
            Spoiler.elements(X, (call, i, right) -> call.g().get(i))
                .when(call -> ((LeakyRelu) call.problem().operation()).slope() == 0),
            "chainer/chainer#5898"),
        Fault.published(
            "sigmoid",
            "NaN below -90",
            function((x, right) -> x < -90 ? Double.NaN : right),
            "Tencent/ncnn#1284"),
        Fault.published(
            "sigmoid",
            "one half above 88",
            function((x, right) -> x > 88 ? 0.5 : right),
            "clab/dynet#1525"),
        Fault.published(
            "tanh",
            "NaN beyond 44",
            function((x, right) -> Math.abs(x) > 44 ? Double.NaN : right),
            "BVLC/caffe#1455"));
  }

  /** What becomes of each exponent of a row. */
  @FunctionalInterface
  private interface Row {
    DoubleUnaryOperator of(double[] z);
  }

  /** From β·x along the axis. */
  private static Spoiler rows(Row row) {
    return Spoiler.output(
        (call, operand, y) -> {
          boolean logarithm = call.problem().operation() instanceof LogSoftmax;
          LogSoftmax o =
              logarithm
                  ? (LogSoftmax) call.problem().operation()
                  : like((Softmax) call.problem().operation());
          Rows rows = new Rows(o.shape(), o.axis());
          for (int r = 0; r < rows.count(); r++) {
            double[] z = new double[rows.length()];
            for (int j = 0; j < z.length; j++) {
              z[j] = o.beta() * call.x().get(rows.first(r) + j * rows.step());
            }
            DoubleUnaryOperator result = row.of(z);
            for (int j = 0; j < z.length; j++) {
              y[rows.first(r) + j * rows.step()] = (float) result.applyAsDouble(z[j]);
            }
          }
        });
  }

  private static LogSoftmax like(Softmax o) {
    return new LogSoftmax(o.shape(), o.axis(), o.beta());
  }

  private static double largest(double[] z) {
    return Arrays.stream(z).max().orElseThrow();
  }

  /** In float32, where an exponential may overflow or vanish. */
  private static float sum(double[] z, double shift, DoubleUnaryOperator exponential) {
    float sum = 0;
    for (double element : z) {
      sum += (float) exponential.applyAsDouble(element - shift);
    }
    return sum;
  }

  private static DoubleUnaryOperator quotient(
      double[] z, double shift, DoubleUnaryOperator exponential) {
    float sum = sum(z, shift, exponential);
    return element -> (float) exponential.applyAsDouble(element - shift) / sum;
  }

  private static List<Fault> softmaxes() {
    return List.of(
        Fault.published(
            "softmax",
            "maximum starts from the smallest positive float",
            rows(z -> quotient(z, Math.max(Float.MIN_NORMAL, largest(z)), Math::exp)),
            "apache/mxnet#13141"),
        Fault.published(
            "softmax",
            "exponentials rounded to powers of 2 in rows of more than 3",
            rows(
                z -> {
                  boolean rounded = z.length > 3;
                  DoubleUnaryOperator exponential =
                      x -> rounded ? Math.pow(2, Math.rint(x / Math.log(2))) : Math.exp(x);
                  return quotient(z, largest(z), exponential);
                }),
            "Maratyszcza/NNPACK#174"),
        Fault.published(
            "softmax",
            "rows of -Inf below 128 elements give 0",
            rows(
                z ->
                    z.length < 128 && largest(z) == Double.NEGATIVE_INFINITY
                        ? element -> 0
                        : quotient(z, largest(z), Math::exp)),
            "ml-explore/mlx#1467"),
        Fault.published(
                "softmax", "more than 2^32 elements wrong", Call::honest, "pytorch/pytorch#84144")
            .unnoticed("generated problems are small"),
        Fault.published("softmax", "strides of slices ignored", Call::honest, "ml-explore/mlx#657")
            .unnoticed("backends are given contiguous arrays"));
  }

  private static List<Fault> logSoftmaxes() {
    return List.of(
        Fault.published(
            "log-softmax",
            "-Inf for a single number without further axes",
            Spoiler.outputElements((call, i, right) -> Double.NEGATIVE_INFINITY)
                .when(
                    call ->
                        call.x().size() == 1
                            && call.problem().operation().outputShape().rank() == 1),
            "pytorch/pytorch#3240"),
        Fault.published(
                "log-softmax",
                "maximum and logarithm added before they are subtracted",
                rows(
                    z -> {
                      float shift =
                          (float) largest(z) + (float) Math.log(sum(z, largest(z), Math::exp));
                      return element -> (float) element - shift;
                    }),
                "pytorch/pytorch#11752",
                "pytorch/pytorch#38839")
            .unnoticed(
                "its roundings are of the logits' size, which the bound allows a sum in any order"),
        Fault.published(
            "log-softmax",
            "maximum not subtracted",
            rows(
                z -> {
                  double shift = Math.log(sum(z, 0, Math::exp));
                  return element -> element - shift;
                }),
            "pytorch/pytorch#795",
            "tracel-ai/burn#315"),
        Fault.published("log-softmax", "5·10^9 elements wrong", Call::honest, "apache/mxnet#17397")
            .unnoticed("generated problems are small"));
  }

  private static Tensor target(Call call) {
    return call.inputs().get(TARGET);
  }

  /** The mean of what each logit and its target lose. */
  private static Spoiler binaryLoss(DoubleBinaryOperator ofXAndT) {
    return Spoiler.outputElements(
        (call, i, right) -> {
          double sum = 0;
          for (int j = 0; j < call.x().size(); j++) {
            sum += ofXAndT.applyAsDouble(call.x().get(j), target(call).get(j));
          }
          return sum / call.x().size();
        });
  }

  private static double logOfSum(double one, double other) {
    return Math.log((float) Math.exp(one) + (float) Math.exp(other));
  }

  private static List<Fault> losses() {
    return List.of(
        Fault.published(
            "binary-cross-entropy",
            "gradient 1 less the target at 0",
            Spoiler.elements(
                X,
                (call, i, right) ->
                    call.x().get(i) == 0
                        ? call.g().get(0) / call.x().size() * (1 - target(call).get(i))
                        : right),
            "pytorch/pytorch#1792",
            "pytorch/pytorch#2195"),
        Fault.published(
            "binary-cross-entropy",
            "shifted by the wrong sign",
            binaryLoss(
                (x, t) -> {
                  double shift = Math.max(x, 0);
                  return x - x * t + shift + logOfSum(-shift, -x - shift);
                }),
            "pytorch/pytorch#2221"),
        Fault.published(
            "binary-cross-entropy",
            "logarithms of a sigmoid in float32",
            binaryLoss(
                (x, t) -> {
                  float p = 1 / (1 + (float) Math.exp(-x));
                  return -t * Math.log(p) - (1 - t) * Math.log(1 - p);
                }),
            "huggingface/candle#2561"),
        Fault.published(
            "binary-cross-entropy",
            "gradient 0 where the target is 0",
            Spoiler.elements(X, (call, i, right) -> target(call).get(i) == 0 ? 0 : right),
            "deeplearning4j/nd4j#1328"),
        Fault.published(
            "cross-entropy",
            "gradient by a softmax over the batch",
            Spoiler.result(X, PublishedProbabilityFaults::bySoftmaxOfColumns),
            "deeplearning4j/deeplearning4j#345"),
        Fault.published(
            "mean-squared-error",
            "gradient of the loss read for the first element only",
            Spoiler.elements(X, (call, i, right) -> i == 0 ? right : 0),
            "flagos-ai/FlagGems#5212"));
  }

  private static void bySoftmaxOfColumns(Call call, int operand, float[] gradient) {
    CrossEntropy o = (CrossEntropy) call.problem().operation();
    for (int column = 0; column < o.classes(); column++) {
      double[] z = new double[o.n()];
      for (int row = 0; row < z.length; row++) {
        z[row] = call.x().get(row * o.classes() + column);
      }
      DoubleUnaryOperator softmax = quotient(z, largest(z), Math::exp);
      for (int row = 0; row < z.length; row++) {
        int i = row * o.classes() + column;
        double probability = softmax.applyAsDouble(z[row]);
        gradient[i] = (float) (call.g().get(0) / o.n() * (probability - target(call).get(i)));
      }
    }
  }
}

package dev.assay.verify.suite;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** Published bugs in normalisations, with the conditions reported for them. */
final class PublishedNormalizationFaults {
  private static final int X = 0;
  private static final int GAMMA = 1;
  private static final int VARIANCE = 2;

  private PublishedNormalizationFaults() {}

  static List<Fault> all() {
    return Stream.of(batches(), statistics(), layersAndGroups(), localResponses())
        .flatMap(List::stream)
        .toList();
  }

  private static BatchNorm batch(Call call) {
    return (BatchNorm) call.problem().operation();
  }

  private static LayerNorm layer(Call call) {
    return (LayerNorm) call.problem().operation();
  }

  private static LocalResponseNorm response(Call call) {
    return (LocalResponseNorm) call.problem().operation();
  }

  private static List<Fault> batches() {
    return List.of(
        Fault.published(
            "batch-norm",
            "data gradient without those of mean and variance",
            Spoiler.result(
                X,
                (call, operand, gradient) -> {
                  BatchNorm o = batch(call);
                  double[] scales = scales(o, call.x());
                  for (int i = 0; i < gradient.length; i++) {
                    int channel = channel(o, i);
                    double gamma = call.inputs().get(GAMMA).get(channel);
                    gradient[i] = (float) (call.g().get(i) * gamma * scales[channel]);
                  }
                }),
            "deeplearning4j/deeplearning4j#8335"),
        Fault.published(
            "batch-norm",
            "gradients of more than 768 rows without positions wrong",
            Spoiler.allElements(v -> 2 * v)
                .backward()
                .when(
                    call ->
                        batch(call).shape().dimension(0) > 768
                            && batch(call).positions() == 1
                            && batch(call).sets() > 1),
            "ROCm/MIOpen#1109"),
        Fault.published(
                "batch-norm",
                "gradient of gamma of 16x64x147x147 wrong",
                Spoiler.elements(GAMMA, (call, i, right) -> 2 * right)
                    .when(call -> call.x().size() >= 16 * 64 * 147 * 147),
                "ROCm/MIOpen#2024")
            .unnoticed("generated problems are small"));
  }

  private static int channel(BatchNorm o, int i) {
    return i / o.positions() % o.sets();
  }

  /** 1/√(v + ε) of each channel. */
  private static double[] scales(BatchNorm o, Tensor x) {
    double[] means = means(o, x::get);
    double[] variances = means(o, i -> Math.pow(x.get(i) - means[channel(o, i)], 2));
    return Arrays.stream(variances).map(v -> 1 / Math.sqrt(v + o.epsilon())).toArray();
  }

  private static double[] means(BatchNorm o, IntToDoubleFunction terms) {
    double[] sums = new double[o.sets()];
    for (int i = 0; i < o.shape().size(); i++) {
      sums[channel(o, i)] += terms.applyAsDouble(i);
    }
    return Arrays.stream(sums).map(sum -> sum * o.sets() / o.shape().size()).toArray();
  }

  private static List<Fault> statistics() {
    return List.of(
        statistics(
            "mean and variance swapped",
            Spoiler.output(
                (call, operand, y) -> {
                  float[] right = y.clone();
                  for (int i = 0; i < y.length; i++) {
                    y[i] = right[(i + y.length / 2) % y.length];
                  }
                }),
            "apache/mxnet#18751"),
        statistics(
            "variance stays as it was",
            Spoiler.outputElements(
                (call, i, right) -> {
                  Tensor variance = call.inputs().get(VARIANCE);
                  return i < variance.size() ? right : variance.get(i - variance.size());
                }),
            "apache/mxnet#14357"),
        statistics(
            "variance divided by the number of elements, not by one less",
            Spoiler.operation(
                BatchNormStatistics.class,
                o -> new BatchNormStatistics(o.shape(), o.momentum(), false)),
            "tenstorrent/tt-metal#55438",
            "ml-explore/mlx#3817"),
        statistics(
            "weight of the old statistics taken for that of the new",
            Spoiler.operation(
                BatchNormStatistics.class,
                o -> new BatchNormStatistics(o.shape(), 1 - o.momentum(), o.unbiased())),
            "deeplearning4j/deeplearning4j#5076"));
  }

  private static Fault statistics(String name, Spoiler spoiler, String... reports) {
    return Fault.published("batch-norm-statistics", name, spoiler, reports);
  }

  private static List<Fault> layersAndGroups() {
    return List.of(
        Fault.published(
                "layer-norm",
                "gradient of gamma not 0 where one element is normalised",
                Spoiler.elements(
                        GAMMA,
                        (call, i, right) -> {
                          float scale = (float) (1 / Math.sqrt(layer(call).epsilon()));
                          double sum = 0;
                          for (int row = 0; row < call.g().size(); row++) {
                            double x = call.x().get(row);
                            sum += call.g().get(row) * (x * scale - (float) (x * scale));
                          }
                          return sum;
                        })
                    .when(call -> layer(call).parameterShape().size() == 1),
                "pytorch/pytorch#188372")
            .unnoticed(
                "it is what rounding makes of x·r − μ·r, which is an honest way to compute it, and"
                    + " so within the bound"),
        Fault.published(
            "layer-norm",
            "gradient of gamma without the last rows of 1024 and more that no multiple of 8 covers",
            call -> {
              LayerNorm o = layer(call);
              int size = o.parameterShape().size();
              int rows = o.sets();
              if (!call.backward() || rows < 1024 || size >= 64) {
                return call.honest();
              }
              double[] g = ConvolutionFaults.zeroed(call.g(), i -> i / size >= rows / 8 * 8);
              return ConvolutionFaults.only(
                  call, GAMMA, call.with(call.inputs().size() - 1, g).honest());
            },
            "BobMcDear/attorch#18"),
        Fault.published(
            "group-norm",
            "statistics of groups of channels that are no power of 2 wrong",
            Spoiler.outputElements((call, i, right) -> 0.9 * right)
                .when(
                    call -> {
                      GroupNorm o = (GroupNorm) call.problem().operation();
                      return Integer.bitCount(o.shape().dimension(1) / o.groups()) > 1;
                    }),
            "flagos-ai/FlagGems#4984"));
  }

  private static Fault response(String name, Spoiler spoiler, String... reports) {
    return Fault.published("local-response-norm", name, spoiler, reports);
  }

  /** k + α·Σ x² over channels from one before to one after that of an element. */
  private static double sum(Call call, int i, int before, int after) {
    LocalResponseNorm o = response(call);
    int pixels = o.h() * o.w();
    int channel = i / pixels % o.c();
    double squares = 0;
    for (int c = Math.max(0, channel - before); c <= Math.min(o.c() - 1, channel + after); c++) {
      squares += Math.pow(call.x().get(i + (c - channel) * pixels), 2);
    }
    return o.k() + o.alpha() * squares;
  }

  private static List<Fault> localResponses() {
    return List.of(
        response(
            "one channel too many in the window",
            Spoiler.outputElements(
                (call, i, right) -> {
                  int half = response(call).size() / 2;
                  return call.x().get(i)
                      * Math.pow(sum(call, i, half, half + 1), -response(call).beta());
                }),
            "PaddlePaddle/Paddle#9094"),
        response(
            "second term of the gradient halved, which only a large alpha shows",
            Spoiler.elements(
                X,
                (call, i, right) -> {
                  int half = response(call).size() / 2;
                  double first =
                      call.g().get(i) * Math.pow(sum(call, i, half, half), -response(call).beta());
                  return (first + right) / 2;
                }),
            "deeplearning4j/deeplearning4j#7272"),
        response(
            "NaN where the window is larger than the channels",
            Spoiler.outputElements((call, i, right) -> Double.NaN)
                .when(call -> response(call).size() > response(call).c()),
            "BVLC/caffe#1864"),
        response(
            "as many channels normalised as there are images",
            Spoiler.outputElements(
                (call, i, right) -> {
                  LocalResponseNorm o = response(call);
                  int channel = i / (o.h() * o.w()) % o.c();
                  return channel < o.n() ? right : call.x().get(i) * Math.pow(o.k(), -o.beta());
                }),
            "onnx/onnx#7805"));
  }
}

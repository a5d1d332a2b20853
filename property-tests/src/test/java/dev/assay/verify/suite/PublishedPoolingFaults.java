package dev.assay.verify.suite;

import static dev.assay.verify.suite.PoolingFaults.windowed;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Rounding;
import dev.assay.verify.suite.PoolingFaults.Slide;
import dev.assay.verify.suite.PoolingFaults.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Published bugs in poolings, with the conditions reported for them. */
final class PublishedPoolingFaults {
  private static final int X = 0;

  /** From 2^24 on a float32 holds even numbers only. */
  private static final int EXACT = 1 << 24;

  private PublishedPoolingFaults() {}

  static List<Fault> all() {
    return Stream.of(sizes(), maxima(), averages()).flatMap(List::stream).toList();
  }

  private static Fault max(String name, Spoiler spoiler, String... reports) {
    return Fault.published("max-pool2d", name, spoiler, reports);
  }

  private static Fault average(String name, Spoiler spoiler, String... reports) {
    return Fault.published("average-pool2d", name, spoiler, reports);
  }

  private static List<Fault> sizes() {
    String beyond = "size rounded up though the last window starts beyond the image";
    return List.of(
        max(beyond, withWindowsBeyond(), "pytorch/pytorch#45357", "pytorch/xla#2583"),
        average(beyond, withWindowsBeyond(), "PaddlePaddle/Paddle#51542"),
        Fault.published(
                "max-pool1d",
                "size of the output computed in float32",
                Spoiler.outputElements((call, i, right) -> 0)
                    .when(call -> ((MaxPool1d) call.problem().operation()).l() > EXACT),
                "pytorch/pytorch#13386")
            .unnoticed("generated sequences are shorter than 2^24"));
  }

  private static Spoiler withWindowsBeyond() {
    Spoiler spoiler =
        call -> {
          Slide s = Slide.of(call);
          int rows =
              roundedUp(s.h() + s.pad().top() + s.pad().bottom(), s.kernel().h(), s.stride().h());
          int columns =
              roundedUp(s.w() + s.pad().left() + s.pad().right(), s.kernel().w(), s.stride().w());
          float[] y = call.honest().get(0);
          int[] shape = call.problem().operation().outputShape().toArray();
          float[] larger = Arrays.copyOf(y, y.length / (shape[2] * shape[3]) * rows * columns);
          Arrays.fill(larger, y.length, larger.length, Float.NEGATIVE_INFINITY);
          return List.of(larger);
        };
    return spoiler.forward().when(call -> Slide.of(call).rounding() == Rounding.UP);
  }

  private static int roundedUp(int padded, int kernel, int stride) {
    return (padded - kernel + stride - 1) / stride + 1;
  }

  private static List<Fault> maxima() {
    return List.of(
        max(
            "NaN dropped, and windows of nothing else the smallest number",
            windowed(
                (call, w) ->
                    w.inside().stream()
                        .mapToDouble(i -> call.x().get(i))
                        .filter(x -> !Double.isNaN(x))
                        .max()
                        .orElse(-Float.MAX_VALUE)),
            "pytorch/pytorch#7645",
            "tensorflow/tensorflow#2501"),
        Fault.published(
            "max-pool3d",
            "NaN the smallest number",
            Spoiler.outputElements(
                (call, i, right) -> Double.isNaN(right) ? -Float.MAX_VALUE : right),
            "pytorch/pytorch#39846"),
        max(
            "windows of -Inf the smallest number",
            Spoiler.outputElements(
                (call, i, right) -> right == Double.NEGATIVE_INFINITY ? -Float.MAX_VALUE : right),
            "pytorch/pytorch#23161"),
        max(
            "columns by the stride of the height",
            Spoiler.outputElements(
                (call, i, right) -> {
                  Slide s = Slide.of(call);
                  Extent stride = new Extent(s.stride().h(), s.stride().h());
                  Window window = Window.of(call, s.stride(stride), i);
                  return window.inside().isEmpty() ? 0 : window.largest(call);
                }),
            "Maratyszcza/NNPACK#16"),
        max(
            "last column of 3x3 windows at stride 2 not looked at in the last output",
            windowed(
                    (call, w) ->
                        w.inside().stream()
                            .filter(
                                i ->
                                    w.inside().size() == 1
                                        || i % Slide.of(call).w() != Slide.of(call).w() - 1)
                            .mapToDouble(i -> call.x().get(i))
                            .max()
                            .orElseGet(() -> w.largest(call)))
                .when(
                    call ->
                        !call.backward()
                            && Slide.of(call).kernel().equals(new Extent(3, 3))
                            && Slide.of(call).stride().equals(new Extent(2, 2))),
            "PaddlePaddle/Anakin#210"),
        max(
            "gradient with height and width of kernel and stride swapped",
            Spoiler.operation(
                    MaxPool2d.class,
                    o ->
                        PoolingFaults.max(
                            o,
                            s ->
                                s.kernel(PoolingFaults.swapped(s.kernel()))
                                    .stride(PoolingFaults.swapped(s.stride()))))
                .backward(),
            "deeplearning4j/deeplearning4j#964"));
  }

  private static List<Fault> averages() {
    return List.of(
        average(
            "gradient of windows beyond the padding divided by the whole kernel",
            Spoiler.result(X, PublishedPoolingFaults::dividedByKernel)
                .when(call -> ((AveragePool2d) call.problem().operation()).countPad()),
            "pytorch/pytorch#198119",
            "tracel-ai/burn#5604"),
        average(
            "gradient moved by the padding",
            Spoiler.result(
                X,
                (call, operand, result) -> {
                  float[] right = result.clone();
                  Slide s = Slide.of(call);
                  for (int i = 0; i < right.length; i++) {
                    boolean known =
                        i / s.w() % s.h() >= s.pad().top() && i % s.w() >= s.pad().left();
                    result[i] = known ? right[i - s.pad().top() * s.w() - s.pad().left()] : 0;
                  }
                }),
            "pytorch/pytorch#188344"),
        average(
            "divisor takes the padding at the left for that below",
            Spoiler.outputElements(
                    (call, i, right) -> {
                      Slide s = Slide.of(call);
                      Padding pad = s.pad();
                      Padding mistaken =
                          new Padding(pad.top(), pad.left(), pad.left(), pad.right());
                      Window window = Window.of(call, i);
                      Window wrong = Window.of(call, s.pad(mistaken), i);
                      return window.sum(call) / wrong.divisor(call);
                    })
                .when(call -> ((AveragePool2d) call.problem().operation()).countPad()),
            "microsoft/onnxruntime#27375"));
  }

  private static void dividedByKernel(Call call, int operand, float[] gradient) {
    Arrays.fill(gradient, 0);
    Extent kernel = Slide.of(call).kernel();
    for (int output = 0; output < call.g().size(); output++) {
      Window window = Window.of(call, output);
      int divisor = window.partial() ? kernel.h() * kernel.w() : window.divisor(call);
      for (int i : window.inside()) {
        gradient[i] += (float) (call.g().get(output) / divisor);
      }
    }
  }
}

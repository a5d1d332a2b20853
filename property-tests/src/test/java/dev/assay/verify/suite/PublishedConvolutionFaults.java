package dev.assay.verify.suite;

import static dev.assay.verify.suite.ConvolutionFaults.conv;
import static dev.assay.verify.suite.ConvolutionFaults.gives;
import static dev.assay.verify.suite.ConvolutionFaults.only;
import static dev.assay.verify.suite.ConvolutionFaults.outputChannel;
import static dev.assay.verify.suite.ConvolutionFaults.permuted;
import static dev.assay.verify.suite.ConvolutionFaults.taps;
import static dev.assay.verify.suite.ConvolutionFaults.where;
import static dev.assay.verify.suite.ConvolutionFaults.zeroed;

import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Published bugs in convolutions and matrix products, with the conditions reported for them. */
final class PublishedConvolutionFaults {
  private static final int X = 0;
  private static final int WEIGHTS = 1;

  private PublishedConvolutionFaults() {}

  static List<Fault> all() {
    return Stream.of(outputs(), dataGradients(), weightGradients(), otherConvolutions(), linear())
        .flatMap(List::stream)
        .toList();
  }

  private static Fault conv2d(String name, Spoiler spoiler, String... reports) {
    return Fault.published("conv2d", name, spoiler, reports);
  }

  private static boolean isDepthwise(Conv2d o) {
    return o.groups() > 1 && o.groups() == o.c() && o.c() == o.k();
  }

  private static boolean slides(Conv2d o, int kernel, int stride) {
    return o.kernel().equals(new Extent(kernel, kernel))
        && o.stride().equals(new Extent(stride, stride));
  }

  private static List<Fault> outputs() {
    return List.of(
        conv2d(
            "outputs a multiple of 16, fewer than 16 inputs a group: all groups read the first",
            Spoiler.input(
                    X,
                    (operation, x) -> {
                      Conv2d o = (Conv2d) operation;
                      int pixels = o.h() * o.w();
                      int each = o.c() / o.groups();
                      return permuted(
                          x,
                          i ->
                              (i / (pixels * o.c()) * o.c() + i / pixels % each) * pixels
                                  + i % pixels);
                    })
                .forward()
                .when(where(o -> o.groups() > 1 && o.k() % 16 == 0 && o.c() / o.groups() < 16)),
            "pytorch/pytorch#19912",
            "pytorch/pytorch#18463"),
        conv2d(
            "one input channel: weights read as if taps came first",
            Spoiler.input(
                    WEIGHTS,
                    (o, w) -> {
                      int k = w.size() / taps(o);
                      return permuted(w, i -> i % taps(o) * k % w.size() + i / taps(o));
                    })
                .forward()
                .when(where(o -> o.c() == 1 && o.k() > 1)),
            "pytorch/pytorch#82060"),
        conv2d(
            "dilated depthwise 3x3 kernels give nothing but the bias",
            Spoiler.input(X, (o, x) -> zeroed(x, i -> true))
                .forward()
                .when(
                    where(
                        o ->
                            isDepthwise(o)
                                && o.kernel().equals(new Extent(3, 3))
                                && o.dilation().equals(new Extent(2, 2)))),
            "Tencent/ncnn#315"),
        conv2d(
                "depthwise 3x3 kernels on images of 2x1 wrong",
                Spoiler.outputElements((call, i, right) -> right + 1)
                    .when(
                        where(o -> isDepthwise(o) && slides(o, 3, 1) && o.h() == 2 && o.w() == 1)),
                "alibaba/MNN#2291")
            .unnoticed(
                "kernel, groups, height and width must meet: 8,273 to 16,429 tries at seeds 1 to 3"),
        conv2d(
            "weights of an earlier problem of the same parameters",
            call -> {
              Tensor weights = call.inputs().get(WEIGHTS);
              String key = "weights of " + call.problem().operation();
              float[] first = call.kept().computeIfAbsent(key, k -> weights.toFloats());
              return call.with(
                      WEIGHTS,
                      IntStream.range(0, first.length).mapToDouble(i -> first[i]).toArray())
                  .honest();
            },
            "apache/mxnet#20265",
            "tensorflow/tensorflow#56150"),
        new Fault(
                "two threads compute the first output channel only",
                "conv2d",
                Spoiler.outputElements((call, i, right) -> outputChannel(call, i) == 0 ? right : 0)
                    .when(call -> call.threads() > 1),
                2)
            .reported(List.of("google/XNNPACK#883")),
        conv2d(
                "images beyond the 65535th not computed",
                Spoiler.outputElements((call, i, right) -> 0).when(where(o -> o.n() > 65535)),
                "tensorflow/tensorflow#9870",
                "Theano/Theano#6045")
            .unnoticed("generated batches have up to 256 images"),
        conv2d(
                "dilated kernels of float64 summed many times",
                Call::honest,
                "pytorch/pytorch#141221")
            .unnoticed("Assay computes in float32 only"),
        conv2d(
                "strides of weights that are not contiguous ignored",
                Call::honest,
                "pytorch/pytorch#16018",
                "pytorch/pytorch#55781")
            .unnoticed("backends are given contiguous arrays"));
  }

  private static List<Fault> dataGradients() {
    return List.of(
        conv2d(
            "data gradient: third column from the end wrong for 5x5 kernels at stride 3",
            Spoiler.elements(
                    X,
                    (call, i, right) -> i % conv(call).w() == conv(call).w() - 3 ? -right : right)
                .when(where(o -> slides(o, 5, 3) && restOfColumns(o) > 0)),
            "pytorch/pytorch#25101",
            "uxlfoundation/oneDNN#542"),
        conv2d(
            "data gradient: last column missing for strides, more than 16 inputs, fewer than 17"
                + " columns",
            Spoiler.elements(
                    X, (call, i, right) -> i % conv(call).w() == conv(call).w() - 1 ? 0 : right)
                .when(where(o -> o.stride().w() > 1 && o.c() > 16 && o.w() < 17)),
            "fujitsu/oneDNN#43"),
        conv2d(
            "data gradient missing for 1x1 kernels at stride 2",
            Spoiler.elements(X, (call, i, right) -> 0).when(where(o -> slides(o, 1, 2))),
            "ROCm/composable_kernel#105",
            "ROCm/MIOpen#1495"),
        conv2d(
            "data gradient: taps of a phase miscounted at strides above 2",
            call -> {
              Conv2d o = conv(call);
              Tensor w = call.inputs().get(WEIGHTS);
              double[] counted =
                  zeroed(
                      w,
                      i ->
                          miscounted(
                                  i / o.kernel().w() % o.kernel().h(),
                                  o.kernel().h(),
                                  o.stride().h())
                              || miscounted(i % o.kernel().w(), o.kernel().w(), o.stride().w()));
              return gives(call, X) && o.dilation().equals(new Extent(1, 1))
                  ? only(call, X, call.with(WEIGHTS, counted).honest())
                  : call.honest();
            },
            "ROCm/MIOpen#575"),
        conv2d(
            "data gradient: all phases but the first missing at strides above the dilation",
            Spoiler.elements(
                    X,
                    (call, i, right) -> {
                      Conv2d o = conv(call);
                      int row = i / o.w() % o.h() + o.pad().top();
                      int column = i % o.w() + o.pad().left();
                      return row % o.stride().h() == 0 && column % o.stride().w() == 0 ? right : 0;
                    })
                .when(
                    where(
                        o ->
                            o.groups() == 1
                                && o.stride().h() > o.dilation().h()
                                && o.stride().w() > o.dilation().w())),
            "ROCm/rocm-libraries#7732"),
        conv2d(
            "data gradient laid out without the rest that no window reaches",
            Spoiler.result(
                X,
                (call, operand, result) -> {
                  Conv2d o = conv(call);
                  float[] right = result.clone();
                  int rows = o.h() - restOfRows(o);
                  int columns = o.w() - restOfColumns(o);
                  for (int i = 0; i < right.length; i++) {
                    int plane = i / (o.h() * o.w()) * o.h() * o.w();
                    int inPlane = i - plane;
                    result[i] =
                        rows < 1 || columns < 1 || inPlane >= rows * columns
                            ? 0
                            : right[plane + inPlane / columns * o.w() + inPlane % columns];
                  }
                }),
            "flagos-ai/FlagGems#1576"));
  }

  /** Rows at the end that are in no window. */
  private static int restOfRows(Conv2d o) {
    return rest(
        o.h() + o.pad().top() + o.pad().bottom(), o.kernel().h(), o.dilation().h(), o.stride().h());
  }

  private static int restOfColumns(Conv2d o) {
    return rest(
        o.w() + o.pad().left() + o.pad().right(), o.kernel().w(), o.dilation().w(), o.stride().w());
  }

  private static int rest(int padded, int kernel, int dilation, int stride) {
    return (padded - (kernel - 1) * dilation - 1) % stride;
  }

  /**
   * Whether a tap is left out when those of each phase of the stride are counted as the report
   * says: as many as in the first phase while that many are left, and what remains then.
   */
  private static boolean miscounted(int tap, int kernel, int stride) {
    int phase = tap % stride;
    int most = (kernel + stride - 1) / stride;
    int counted = (phase + 1) * most <= kernel ? most : kernel % most;
    return tap / stride >= counted;
  }

  private static List<Fault> weightGradients() {
    return List.of(
        conv2d(
            "weights gradient of depthwise 3x3 kernels at stride 2, channels a multiple of 8:"
                + " last row without the last row of outputs",
            PublishedConvolutionFaults::withoutLastRow,
            "pytorch/pytorch#50042",
            "uxlfoundation/oneDNN#4124"),
        conv2d(
            "weights gradient of 1x1 kernels at stride 2 wrong for fewer than 8 inputs",
            Spoiler.elements(WEIGHTS, (call, i, right) -> 2 * right)
                .when(where(o -> slides(o, 1, 2) && o.groups() == 1 && o.c() < 8)),
            "uxlfoundation/oneDNN#6035"));
  }

  private static List<float[]> withoutLastRow(Call call) {
    Conv2d o = conv(call);
    if (!isDepthwise(o)
        || o.c() % 8 != 0
        || !slides(o, 3, 2)
        || o.pad().top() != 1
        || o.pad().left() != 1
        || !gives(call, WEIGHTS)) {
      return call.honest();
    }
    int rows = o.outputShape().dimension(2);
    int columns = o.outputShape().dimension(3);
    double[] g = zeroed(call.g(), i -> i / columns % rows == rows - 1);
    Call shorter = call.with(call.inputs().size() - 1, g);
    Spoiler lastRow =
        Spoiler.result(
            WEIGHTS,
            (right, operand, result) -> {
              int which =
                  IntStream.range(0, call.problem().results().size())
                      .filter(r -> call.problem().results().get(r).operand() == WEIGHTS)
                      .findFirst()
                      .orElseThrow();
              float[] wrong = shorter.honest().get(which);
              for (int i = 0; i < result.length; i++) {
                result[i] = i / 3 % 3 == 2 ? wrong[i] : result[i];
              }
            });
    return lastRow.compute(call);
  }

  private static Predicate<Call> whereTransposed(Predicate<ConvTranspose2d> property) {
    return call -> property.test((ConvTranspose2d) call.problem().operation());
  }

  private static List<Fault> otherConvolutions() {
    return List.of(
        Fault.published(
            "conv-transpose2d",
            "output moved by a row and a column for strides with dilation",
            Spoiler.output(
                    (call, operand, y) -> {
                      float[] right = y.clone();
                      Shape shape = call.problem().operation().outputShape();
                      int h = shape.dimension(2);
                      int w = shape.dimension(3);
                      for (int i = 0; i < y.length; i++) {
                        y[i] = i / w % h > 0 && i % w > 0 ? right[i - w - 1] : 0;
                      }
                    })
                .when(
                    whereTransposed(
                        o ->
                            o.stride().h() > 1
                                && o.stride().w() > 1
                                && o.dilation().h() > 1
                                && o.dilation().w() > 1)),
            "apache/mxnet#11203",
            "apache/mxnet#13876"),
        Fault.published(
            "conv-transpose2d",
            "data gradient of 1x1 kernels at stride 2 reads the output's gradient without stride",
            ((Spoiler)
                    call -> {
                      ConvTranspose2d o = (ConvTranspose2d) call.problem().operation();
                      Shape y = o.outputShape();
                      int w = y.dimension(3);
                      int h = y.dimension(2);
                      double[] dense =
                          permuted(
                              call.g(), i -> i / (h * w) * h * w + i / w % h / 2 * w + i % w / 2);
                      return gives(call, X)
                          ? only(call, X, call.with(call.inputs().size() - 1, dense).honest())
                          : call.honest();
                    })
                .when(
                    whereTransposed(
                        o ->
                            o.kernel().equals(new Extent(1, 1))
                                && o.stride().equals(new Extent(2, 2)))),
            "pytorch/pytorch#63314"),
        Fault.published(
            "conv1d",
            "depthwise kernels of 3 taps wrong",
            Spoiler.outputElements((call, i, right) -> right + 1)
                .when(
                    call -> {
                      Conv1d o = (Conv1d) call.problem().operation();
                      return o.groups() > 1
                          && o.groups() == o.c()
                          && o.c() == o.k()
                          && o.kernel() == 3
                          && o.stride() == 1;
                    }),
            "tenstorrent/tt-mlir#9276"),
        Fault.published(
            "conv3d",
            "padding at the end ignored",
            Spoiler.resized(
                    Conv3d.class,
                    o ->
                        new Conv3d(
                            o.n(),
                            o.c(),
                            o.d(),
                            o.h(),
                            o.w(),
                            o.k(),
                            o.kernel(),
                            o.stride(),
                            new Padding3d(
                                begin(o.pad().d()), begin(o.pad().h()), begin(o.pad().w())),
                            o.dilation(),
                            o.groups(),
                            o.bias()))
                .forward()
                .when(call -> !((Conv3d) call.problem().operation()).pad().isSymmetric()),
            "tracel-ai/burn#5601"),
        Fault.published(
                "conv3d",
                "positions beyond 2^31 elements wrong",
                Call::honest,
                "pytorch/pytorch#84488")
            .unnoticed("generated problems are small"));
  }

  private static Sides begin(Sides pad) {
    return new Sides(pad.before(), pad.before());
  }

  private static List<Fault> linear() {
    return List.of(
        Fault.published(
            "linear",
            "rows beyond a multiple of 4 wrong",
            Spoiler.outputElements(
                (call, i, right) -> {
                  Linear o = (Linear) call.problem().operation();
                  return i / o.out() >= o.n() / 4 * 4 ? 0 : right;
                }),
            "Maratyszcza/NNPACK#43",
            "Maratyszcza/NNPACK#44"));
  }
}

package dev.assay.verify.suite;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a convolution may get wrong beyond {@link GeneralFaults}. */
final class ConvolutionFaults {
  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

  private final List<Fault> faults = new ArrayList<>();

  private ConvolutionFaults() {}

  static List<Fault> all() {
    ConvolutionFaults all = new ConvolutionFaults();
    all.windows();
    all.taps();
    all.channels();
    all.groups();
    all.bias();
    all.gradients();
    return all.faults;
  }

  private void add(String name, Spoiler spoiler) {
    faults.add(new Fault(name, "conv2d", spoiler));
  }

  static Conv2d conv(Call call) {
    return (Conv2d) call.problem().operation();
  }

  static Predicate<Call> where(Predicate<Conv2d> property) {
    return call -> property.test(conv(call));
  }

  static Conv2d of(Conv2d o, Extent stride, Padding pad, Extent dilation) {
    return new Conv2d(
        o.n(), o.c(), o.h(), o.w(), o.k(), o.kernel(), stride, pad, dilation, o.groups(), o.bias());
  }

  private static UnaryOperator<Conv2d> padded(UnaryOperator<Padding> pad) {
    return o -> of(o, o.stride(), pad.apply(o.pad()), o.dilation());
  }

  private static Extent swapped(Extent extent) {
    return new Extent(/* h= */ extent.w(), /* w= */ extent.h());
  }

  private void windows() {
    add(
        "all padding on one side",
        Spoiler.operation(
            Conv2d.class,
            padded(p -> new Padding(p.top() + p.bottom(), 0, p.left() + p.right(), 0))));
    add(
        "asymmetric padding: top and bottom swapped",
        Spoiler.operation(
            Conv2d.class,
            padded(
                p ->
                    new Padding(
                        /* top= */ p.bottom(), /* bottom= */ p.top(), p.left(), p.right()))));
    add(
        "asymmetric padding: left and right swapped",
        Spoiler.operation(
            Conv2d.class,
            padded(
                p ->
                    new Padding(
                        p.top(), p.bottom(), /* left= */ p.right(), /* right= */ p.left()))));
    add(
        "padding of height and width swapped",
        Spoiler.operation(
            Conv2d.class,
            padded(
                p ->
                    new Padding(
                        /* top= */ p.left(),
                        /* bottom= */ p.right(),
                        /* left= */ p.top(),
                        /* right= */ p.bottom()))));
    add(
        "padding moved by one at stride 2",
        Spoiler.operation(
                Conv2d.class,
                padded(p -> new Padding(p.top() - 1, p.bottom() + 1, p.left(), p.right())))
            .when(where(o -> o.stride().h() == 2 && o.pad().top() > 0)));
    add(
        "strides of height and width swapped",
        Spoiler.operation(Conv2d.class, o -> of(o, swapped(o.stride()), o.pad(), o.dilation())));
    add(
        "dilations of height and width swapped",
        Spoiler.operation(Conv2d.class, o -> of(o, o.stride(), o.pad(), swapped(o.dilation()))));
    add(
        "stride of the height used for both axes",
        Spoiler.operation(
            Conv2d.class,
            o -> of(o, new Extent(o.stride().h(), o.stride().h()), o.pad(), o.dilation())));
    add(
        "dilation ignored",
        Spoiler.operation(Conv2d.class, o -> of(o, o.stride(), o.pad(), new Extent(1, 1))));
    add(
        "output size rounded up",
        Spoiler.resized(
                Conv2d.class,
                padded(p -> new Padding(p.top(), p.bottom() + 1, p.left(), p.right())))
            .forward()
            .when(where(o -> o.stride().h() > 1)));
    add(
        "height and width of square images mixed up",
        Spoiler.input(X, (o, x) -> transposed(x, ((Conv2d) o).h()))
            .when(where(o -> o.h() == o.w())));
  }

  /** Last two axes of the same size swapped. */
  private static double[] transposed(Tensor x, int side) {
    return permuted(x, i -> i / (side * side) * side * side + i % side * side + i / side % side);
  }

  static double[] permuted(Tensor x, IntUnaryOperator source) {
    double[] values = new double[x.size()];
    Arrays.setAll(values, i -> x.get(source.applyAsInt(i)));
    return values;
  }

  static double[] zeroed(Tensor x, IntPredicate dropped) {
    double[] values = x.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = dropped.test(i) ? 0 : values[i];
    }
    return values;
  }

  static int taps(Operation operation) {
    Extent kernel = ((Conv2d) operation).kernel();
    return kernel.h() * kernel.w();
  }

  private static Spoiler withoutTap(IntUnaryOperator tap) {
    return Spoiler.input(WEIGHTS, (o, w) -> zeroed(w, i -> i % taps(o) == tap.applyAsInt(taps(o))));
  }

  private void taps() {
    add(
        "kernel rotated by half a turn",
        Spoiler.input(
            WEIGHTS,
            (o, w) -> permuted(w, i -> i / taps(o) * taps(o) + taps(o) - 1 - i % taps(o))));
    add(
        "square kernels transposed",
        Spoiler.input(WEIGHTS, (o, w) -> transposed(w, ((Conv2d) o).kernel().h()))
            .when(where(o -> o.kernel().h() == o.kernel().w())));
    add("last tap dropped", withoutTap(taps -> taps - 1).when(where(o -> taps(o) > 1)));
    add(
        "middle tap of dilated 3x3 kernels dropped",
        withoutTap(taps -> 4)
            .when(
                where(
                    o ->
                        o.kernel().equals(new Extent(3, 3))
                            && o.dilation().h() > 1
                            && o.dilation().w() > 1)));
    add(
        "last tap of kernels of 7 columns dropped",
        withoutTap(taps -> taps - 1).when(where(o -> o.kernel().w() == 7)));
    add(
        "last tap of 9x9 kernels dropped",
        withoutTap(taps -> taps - 1).when(where(o -> o.kernel().equals(new Extent(9, 9)))));
    add(
        "last tap dropped at dilations above 3",
        withoutTap(taps -> taps - 1).when(where(o -> o.dilation().w() > 3 && o.kernel().w() > 1)));
    add(
        "first tap of 5x5 kernels dropped at stride 2",
        withoutTap(taps -> 0)
            .when(where(o -> o.kernel().equals(new Extent(5, 5)) && o.stride().w() == 2)));
    add(
        "3x3 kernels at stride 1 with an error of 1e-4",
        Spoiler.allElements(v -> v * (1 + 1e-4))
            .when(
                where(
                    o ->
                        o.kernel().equals(new Extent(3, 3))
                            && o.stride().equals(new Extent(1, 1)))));
    add(
        "last output column not computed at stride 2",
        Spoiler.outputElements(
                (call, i, right) -> {
                  int width = call.problem().operation().outputShape().dimension(3);
                  return width > 1 && i % width == width - 1 ? 0 : right;
                })
            .when(where(o -> o.stride().w() == 2)));
  }

  private static Spoiler withoutChannels(IntUnaryOperator kept) {
    return Spoiler.input(
        X,
        (operation, x) -> {
          Conv2d o = (Conv2d) operation;
          return zeroed(x, i -> i / (o.h() * o.w()) % o.c() >= kept.applyAsInt(o.c()));
        });
  }

  static int outputChannel(Call call, int i) {
    int[] y = call.problem().operation().outputShape().toArray();
    return i / (y[2] * y[3]) % y[1];
  }

  private void channels() {
    add(
        "last of more than 16 channels dropped",
        withoutChannels(c -> c - 1).when(where(o -> o.groups() == 1 && o.c() > 16)));
    add(
        "channels beyond a multiple of 8 dropped",
        withoutChannels(c -> c / 8 * 8).when(where(o -> o.groups() == 1 && o.c() > 8)));
    add(
        "output channels beyond a multiple of 16 not computed",
        Spoiler.outputElements(
                (call, i, right) -> outputChannel(call, i) >= conv(call).k() / 16 * 16 ? 0 : right)
            .when(where(o -> o.k() > 16)));
    add(
        "TF32 from 32 channels on",
        Spoiler.everyInput(v -> Rounded.bits(v, 11)).when(where(o -> o.c() >= 32)));
    add(
        "images read with channels last",
        Spoiler.input(
            X,
            (operation, x) -> {
              Conv2d o = (Conv2d) operation;
              int pixels = o.h() * o.w();
              return permuted(
                  x,
                  i -> {
                    int image = i / (o.c() * pixels);
                    int channel = i / pixels % o.c();
                    return (image * pixels + i % pixels) * o.c() + channel;
                  });
            }));
    add(
        "weights read with input channels first",
        Spoiler.input(
                WEIGHTS,
                (operation, w) -> {
                  Conv2d o = (Conv2d) operation;
                  int taps = taps(o);
                  return permuted(
                      w, i -> (i / taps % o.c() * o.c() + i / (taps * o.c())) * taps + i % taps);
                })
            .when(where(o -> o.groups() == 1 && o.c() == o.k())));
    add(
        "even images computed from the first",
        Spoiler.input(
                X,
                (operation, x) -> {
                  int image = x.size() / ((Conv2d) operation).n();
                  return permuted(x, i -> i / image % 2 == 1 ? i % image : i);
                })
            .forward());
    add(
        "images beyond a multiple of 16 not computed for 4 channels and more",
        Spoiler.outputElements(
                (call, i, right) -> {
                  int image = call.problem().operation().outputShape().stride(0);
                  return i / image >= conv(call).n() / 16 * 16 ? 0 : right;
                })
            .when(where(o -> o.n() > 16 && o.c() >= 4)));
  }

  private void groups() {
    Predicate<Call> grouped = where(o -> o.groups() > 1);
    add(
        "weights of the next group",
        Spoiler.input(WEIGHTS, (o, w) -> rotated(w, w.size() / ((Conv2d) o).groups()))
            .when(grouped));
    add(
        "weights gradient of the next group",
        Spoiler.result(WEIGHTS, ConvolutionFaults::nextGroup).when(grouped));
    add(
        "channels dealt out to groups in turn",
        Spoiler.input(
                X,
                (operation, x) -> {
                  Conv2d o = (Conv2d) operation;
                  int pixels = o.h() * o.w();
                  int each = o.c() / o.groups();
                  return permuted(
                      x,
                      i -> {
                        int channel = i / pixels % o.c();
                        int dealt = channel % each * o.groups() + channel / each;
                        return (i / (pixels * o.c()) * o.c() + dealt) * pixels + i % pixels;
                      });
                })
            .when(where(o -> o.groups() > 1 && o.c() > o.groups())));
    add(
        "last tap of depthwise kernels dropped",
        withoutTap(taps -> taps - 1)
            .when(where(o -> o.groups() > 1 && o.groups() == o.c() && taps(o) > 1)));
    add(
        "last of 8 channels and more of each group dropped",
        Spoiler.input(
                X,
                (operation, x) -> {
                  Conv2d o = (Conv2d) operation;
                  int each = o.c() / o.groups();
                  return zeroed(x, i -> i / (o.h() * o.w()) % each == each - 1);
                })
            .when(where(o -> o.groups() > 1 && o.c() / o.groups() >= 8)));
    add(
        "several outputs of each depthwise channel the same, from 8 channels on",
        Spoiler.input(
                WEIGHTS,
                (operation, w) -> {
                  Conv2d o = (Conv2d) operation;
                  int each = w.size() / o.groups();
                  return permuted(w, i -> i / each * each + i % taps(o));
                })
            .when(where(o -> o.groups() == o.c() && o.groups() >= 8 && o.k() > o.c())));
    faults.add(
        new Fault(
            "depthwise kernels of 8 channels and more give zeros",
            "conv3d",
            Spoiler.outputElements((call, i, right) -> 0)
                .when(
                    call ->
                        call.problem().operation() instanceof Conv3d o
                            && o.groups() == o.c()
                            && o.c() >= 8)));
    add(
        "groups ignored beyond the fourth",
        Spoiler.outputElements(
                (call, i, right) -> {
                  Conv2d o = conv(call);
                  return outputChannel(call, i) / (o.k() / o.groups()) >= 4 ? 0 : right;
                })
            .when(where(o -> o.groups() > 4)));
  }

  private static double[] rotated(Tensor x, int by) {
    return permuted(x, i -> (i + by) % x.size());
  }

  private static void nextGroup(Call call, int operand, float[] result) {
    float[] right = result.clone();
    int group = right.length / conv(call).groups();
    for (int i = 0; i < right.length; i++) {
      result[i] = right[(i + group) % right.length];
    }
  }

  private void bias() {
    add("bias missing", Spoiler.input(BIAS, (o, b) -> zeroed(b, i -> true)));
    add("bias added twice", Spoiler.input(BIAS, (o, b) -> doubled(b)));
    add("bias of the next channel", Spoiler.input(BIAS, (o, b) -> rotated(b, 1)));
    add(
        "bias missing beyond the 8th channel",
        Spoiler.input(BIAS, (o, b) -> zeroed(b, i -> i >= 8)));
    add(
        "bias missing where there are groups",
        Spoiler.input(BIAS, (o, b) -> zeroed(b, i -> true)).when(where(o -> o.groups() > 1)));
    add(
        "bias missing where a window sees nothing but padding",
        Spoiler.outputElements(
                (call, i, right) ->
                    right == call.inputs().get(BIAS).get(outputChannel(call, i)) ? 0 : right)
            .when(
                where(o -> o.bias() && o.pad().top() >= o.kernel().h() && o.dilation().h() == 1)));
    add(
        "bias gradient of the first image only",
        Spoiler.elements(
                BIAS,
                (call, i, right) -> {
                  Tensor g = call.g();
                  int pixels = g.size() / conv(call).n() / conv(call).k();
                  double sum = 0;
                  for (int j = i * pixels; j < (i + 1) * pixels; j++) {
                    sum += g.get(j);
                  }
                  return sum;
                })
            .backward());
    add(
        "bias gradient averaged over the batch",
        Spoiler.elements(BIAS, (call, i, right) -> right / conv(call).n()));
  }

  private static double[] doubled(Tensor x) {
    return Arrays.stream(x.values()).map(v -> 2 * v).toArray();
  }

  static boolean gives(Call call, int operand) {
    return call.problem().results().stream().anyMatch(r -> r.operand() == operand);
  }

  private void gradients() {
    add(
        "weights gradient without the last image",
        call -> {
          Conv2d o = conv(call);
          if (o.n() == 1 || !gives(call, WEIGHTS)) {
            return call.honest();
          }
          int image = o.c() * o.h() * o.w();
          List<float[]> wrong =
              call.with(X, zeroed(call.x(), i -> i / image == o.n() - 1)).honest();
          return only(call, WEIGHTS, wrong);
        });
    add(
        "weights gradient averaged over the batch",
        Spoiler.elements(WEIGHTS, (call, i, right) -> right / conv(call).n()));
    add(
        "data gradient of one tap only where windows overlap",
        call -> {
          Conv2d o = conv(call);
          if (!gives(call, X) || o.kernel().h() <= o.stride().h()) {
            return call.honest();
          }
          Tensor w = call.inputs().get(WEIGHTS);
          return only(call, X, call.with(WEIGHTS, zeroed(w, i -> i % taps(o) != 0)).honest());
        });
    add(
        "data gradient with the kernel not rotated",
        call -> {
          Tensor w = call.inputs().get(WEIGHTS);
          int taps = taps(conv(call));
          double[] flipped = permuted(w, i -> i / taps * taps + taps - 1 - i % taps);
          return gives(call, X)
              ? only(call, X, call.with(WEIGHTS, flipped).honest())
              : call.honest();
        });
    add(
        "data gradient of what no window reads is not cleared",
        Spoiler.elements(X, (call, i, right) -> right == 0 ? 1e-3 : right));
    add(
        "data gradient of the next image",
        Spoiler.result(
            X,
            (call, operand, result) -> {
              float[] right = result.clone();
              int image = right.length / conv(call).n();
              for (int i = 0; i < right.length; i++) {
                result[i] = right[(i + image) % right.length];
              }
            }));
    add(
        "data gradient missing at stride above 2",
        Spoiler.elements(X, (call, i, right) -> 0).when(where(o -> o.stride().h() > 2)));
    add(
        "weights gradient of dilated kernels off by 1e-4",
        Spoiler.elements(WEIGHTS, (call, i, right) -> right * (1 + 1e-4))
            .when(where(o -> o.dilation().h() > 1)));
  }

  /** One of the results from a wrong computation, the rest from a right one. */
  static List<float[]> only(Call call, int operand, List<float[]> wrong) {
    List<float[]> results = new ArrayList<>(call.honest());
    List<Problem.Result> kinds = call.problem().results();
    for (int r = 0; r < kinds.size(); r++) {
      if (kinds.get(r).operand() == operand) {
        results.set(r, wrong.get(r));
      }
    }
    return results;
  }
}

package dev.assay.verify.suite;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;

/** What poolings may get wrong beyond {@link GeneralFaults}. */
final class PoolingFaults {
  private static final int X = 0;

  private final List<Fault> faults = new ArrayList<>();

  private PoolingFaults() {}

  static List<Fault> all() {
    PoolingFaults all = new PoolingFaults();
    all.windows();
    all.maxima();
    all.maximaGradients();
    all.averages();
    return all.faults;
  }

  /** The parameters that both poolings have. */
  record Slide(int h, int w, Extent kernel, Extent stride, Padding pad, Rounding rounding) {

    static Slide of(Call call) {
      return call.problem().operation() instanceof MaxPool2d o
          ? new Slide(o.h(), o.w(), o.kernel(), o.stride(), o.pad(), o.rounding())
          : of((AveragePool2d) call.problem().operation());
    }

    static Slide of(AveragePool2d o) {
      return new Slide(o.h(), o.w(), o.kernel(), o.stride(), o.pad(), o.rounding());
    }

    Slide kernel(Extent other) {
      return new Slide(h, w, other, stride, pad, rounding);
    }

    Slide stride(Extent other) {
      return new Slide(h, w, kernel, other, pad, rounding);
    }

    Slide pad(Padding other) {
      return new Slide(h, w, kernel, stride, other, rounding);
    }

    Slide rounding(Rounding other) {
      return new Slide(h, w, kernel, stride, pad, other);
    }
  }

  /** One window of a plane of x, with how much of it is not in the image. */
  record Window(List<Integer> inside, int inPadding, int beyond) {

    static Window of(Call call, int output) {
      return of(call, Slide.of(call), output);
    }

    /** The window as it would be, had the pooling slid in another way. */
    static Window of(Call call, Slide s, int output) {
      Shape y = call.problem().operation().outputShape();
      int q = output % y.dimension(3);
      int p = output / y.dimension(3) % y.dimension(2);
      int plane = output / (y.dimension(3) * y.dimension(2));
      List<Integer> inside = new ArrayList<>();
      int padding = 0;
      int beyond = 0;
      for (int r = 0; r < s.kernel.h(); r++) {
        for (int c = 0; c < s.kernel.w(); c++) {
          int row = p * s.stride.h() - s.pad.top() + r;
          int column = q * s.stride.w() - s.pad.left() + c;
          if (row >= 0 && row < s.h && column >= 0 && column < s.w) {
            inside.add((plane * s.h + row) * s.w + column);
          } else if (row < s.h + s.pad.bottom() && column < s.w + s.pad.right()) {
            padding++;
          } else {
            beyond++;
          }
        }
      }
      return new Window(inside, padding, beyond);
    }

    boolean touchesPadding() {
      return inPadding > 0;
    }

    boolean partial() {
      return beyond > 0;
    }

    double largest(Call call) {
      return inside.stream().mapToDouble(i -> call.x().get(i)).max().orElseThrow();
    }

    double sum(Call call) {
      return inside.stream().mapToDouble(i -> call.x().get(i)).sum();
    }

    int divisor(Call call) {
      AveragePool2d o = (AveragePool2d) call.problem().operation();
      return o.countPad() ? inside.size() + inPadding : inside.size();
    }
  }

  static MaxPool2d max(MaxPool2d o, UnaryOperator<Slide> change) {
    Slide s = change.apply(new Slide(o.h(), o.w(), o.kernel(), o.stride(), o.pad(), o.rounding()));
    return new MaxPool2d(
        o.n(), o.c(), o.h(), o.w(), s.kernel, s.stride, s.pad, s.rounding, o.global());
  }

  private static AveragePool2d average(AveragePool2d o, UnaryOperator<Slide> change) {
    Slide s = change.apply(Slide.of(o));
    return new AveragePool2d(
        o.n(),
        o.c(),
        o.h(),
        o.w(),
        s.kernel,
        s.stride,
        s.pad,
        s.rounding,
        o.countPad(),
        o.global());
  }

  private void both(String name, UnaryOperator<Slide> change) {
    max(name, Spoiler.operation(MaxPool2d.class, o -> max(o, change)));
    average(name, Spoiler.operation(AveragePool2d.class, o -> average(o, change)));
  }

  private void max(String name, Spoiler spoiler) {
    faults.add(new Fault(name, "max-pool2d", spoiler));
  }

  private void average(String name, Spoiler spoiler) {
    faults.add(new Fault(name, "average-pool2d", spoiler));
  }

  static Extent swapped(Extent extent) {
    return new Extent(/* h= */ extent.w(), /* w= */ extent.h());
  }

  private void windows() {
    both("strides of height and width swapped", s -> s.stride(swapped(s.stride)));
    both("kernel's height and width swapped", s -> s.kernel(swapped(s.kernel)));
    both(
        "asymmetric padding: sides swapped",
        s ->
            s.pad(
                new Padding(
                    /* top= */ s.pad.bottom(),
                    /* bottom= */ s.pad.top(),
                    /* left= */ s.pad.right(),
                    /* right= */ s.pad.left())));
    both(
        "all padding on one side",
        s -> s.pad(new Padding(s.pad.top() + s.pad.bottom(), 0, s.pad.left() + s.pad.right(), 0)));
    both(
        "windows a column too narrow",
        s -> s.kernel(new Extent(s.kernel.h(), s.kernel.w() - 1)).pad(moved(s.pad, 1)));
    UnaryOperator<Slide> down = s -> s.rounding(Rounding.DOWN);
    max("output size always rounded down", Spoiler.resized(MaxPool2d.class, o -> max(o, down)));
    average(
        "output size always rounded down",
        Spoiler.resized(AveragePool2d.class, o -> average(o, down)));
  }

  private static Padding moved(Padding pad, int columns) {
    return new Padding(pad.top(), pad.bottom(), pad.left(), pad.right() - columns);
  }

  static Spoiler windowed(ToDoubleBiFunction<Call, Window> value) {
    return Spoiler.outputElements(
        (call, i, right) -> value.applyAsDouble(call, Window.of(call, i)));
  }

  private void maxima() {
    max(
        "padding counts as 0",
        windowed((call, w) -> w.touchesPadding() ? Math.max(0, w.largest(call)) : w.largest(call)));
    max("starts from 0", windowed((call, w) -> Math.max(0, w.largest(call))));
    max(
        "starts from the smallest positive float",
        windowed((call, w) -> Math.max(Float.MIN_VALUE, w.largest(call))));
    max("starts from -10", windowed((call, w) -> Math.max(-10, w.largest(call))));
    max(
        "largest magnitude wins",
        windowed(
            (call, w) ->
                w.inside.stream()
                    .map(i -> call.x().get(i))
                    .reduce((a, b) -> Math.abs(b) > Math.abs(a) ? b : a)
                    .orElseThrow()));
    max(
        "last element of windows of more than 16 not looked at",
        windowed(
            (call, w) ->
                w.inside.size() <= 16
                    ? w.largest(call)
                    : w.inside.stream()
                        .limit(w.inside.size() - 1)
                        .mapToDouble(i -> call.x().get(i))
                        .max()
                        .orElseThrow()));
    max(
        "padded windows of 9x9 give their first element",
        windowed((call, w) -> call.x().get(w.inside.get(0)))
            .when(
                call ->
                    Slide.of(call).kernel.equals(new Extent(9, 9))
                        && !Slide.of(call).pad.equals(Padding.NONE)));
    max("partial windows give 0", windowed((call, w) -> w.partial() ? 0 : w.largest(call)));
    max(
        "partial windows see zeros beyond the end",
        windowed((call, w) -> w.partial() ? Math.max(0, w.largest(call)) : w.largest(call)));
    max(
        "overlapping windows of stride 2 give the mean",
        windowed((call, w) -> w.sum(call) / w.inside.size())
            .when(
                call ->
                    !call.backward()
                        && Slide.of(call).stride.equals(new Extent(2, 2))
                        && Slide.of(call).kernel.h() > 2));
  }

  /** Hands each output's gradient out to its window. */
  @FunctionalInterface
  private interface Share {
    void give(double g, List<Integer> winners, float[] gradient);
  }

  private static Spoiler winners(Share share) {
    return Spoiler.result(
        X,
        (call, operand, result) -> {
          java.util.Arrays.fill(result, 0);
          for (int output = 0; output < call.g().size(); output++) {
            Window window = Window.of(call, output);
            double largest = window.largest(call);
            List<Integer> winners =
                window.inside.stream().filter(i -> call.x().get(i) == largest).toList();
            share.give(call.g().get(output), winners, result);
          }
        });
  }

  private void maximaGradients() {
    max(
        "gradient to the last of equal maxima",
        winners((g, winners, gradient) -> gradient[winners.get(winners.size() - 1)] += (float) g));
    max(
        "gradient to all of equal maxima",
        winners((g, winners, gradient) -> winners.forEach(i -> gradient[i] += (float) g)));
    max(
        "gradient shared among equal maxima",
        winners(
            (g, winners, gradient) ->
                winners.forEach(i -> gradient[i] += (float) g / winners.size())));
    max(
        "gradients of overlapping windows not accumulated",
        winners((g, winners, gradient) -> gradient[winners.get(0)] = (float) g));
    max(
        "gradient only where it is positive",
        winners((g, winners, gradient) -> gradient[winners.get(0)] += (float) Math.max(0, g)));
  }

  private static Predicate<Call> where(Predicate<AveragePool2d> property) {
    return call -> property.test((AveragePool2d) call.problem().operation());
  }

  private static AveragePool2d counting(AveragePool2d o, boolean countPad) {
    return new AveragePool2d(
        o.n(),
        o.c(),
        o.h(),
        o.w(),
        o.kernel(),
        o.stride(),
        o.pad(),
        o.rounding(),
        countPad,
        o.global());
  }

  private static Spoiler divided(ToDoubleBiFunction<Call, Window> divisor) {
    return windowed((call, w) -> w.sum(call) / divisor.applyAsDouble(call, w));
  }

  private void averages() {
    average(
        "padding always counted", Spoiler.operation(AveragePool2d.class, o -> counting(o, true)));
    average(
        "padding never counted", Spoiler.operation(AveragePool2d.class, o -> counting(o, false)));
    average(
        "always divided by the kernel's size",
        divided((call, w) -> w.inside.size() + w.inPadding + w.beyond));
    average(
        "divisor of partial windows counts what is beyond the padding",
        divided((call, w) -> w.divisor(call) + (w.partial() ? w.beyond : 0))
            .when(where(AveragePool2d::countPad)));
    average(
        "divisor one too large for windows that touch the padding",
        divided((call, w) -> w.divisor(call) + (w.touchesPadding() ? 1 : 0)));
    average("sum instead of mean", divided((call, w) -> 1));
    average("largest instead of mean", windowed((call, w) -> w.largest(call)));
    average(
        "means rounded to whole numbers",
        windowed((call, w) -> Math.rint(w.sum(call) / w.divisor(call))));
    average(
        "elements from the 17th on not added",
        windowed(
            (call, w) ->
                w.inside.stream().limit(16).mapToDouble(i -> call.x().get(i)).sum()
                    / w.divisor(call)));
    average(
        "global average of height only",
        divided((call, w) -> Slide.of(call).h).when(where(AveragePool2d::global)));
    average(
        "gradient not divided",
        Spoiler.elements(X, (call, i, right) -> right * Slide.of(call).kernel.h()));
    average(
        "gradient counts padding, output does not",
        Spoiler.operation(AveragePool2d.class, o -> counting(o, true)).backward());
    average(
        "gradients of overlapping windows not accumulated",
        Spoiler.result(
            X,
            (call, operand, result) -> {
              for (int output = 0; output < call.g().size(); output++) {
                Window window = Window.of(call, output);
                for (int i : window.inside) {
                  result[i] = (float) (call.g().get(output) / window.divisor(call));
                }
              }
            }));
  }
}

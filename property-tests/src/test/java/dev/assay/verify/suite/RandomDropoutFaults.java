package dev.assay.verify.suite;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** What a dropout that draws its own mask may get wrong beyond {@link GeneralFaults}. */
final class RandomDropoutFaults {
  private RandomDropoutFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "rate taken for that of keeping",
            Spoiler.operation(
                RandomDropout.class,
                o -> new RandomDropout(o.shape(), 1 - o.rate(), o.gradient()))),
        fault("keeps as many as it should drop", drops(rate -> rate > 0 ? 1 - rate : 0)),
        fault("drops a tenth more", drops(rate -> 1.1 * rate)),
        fault("drops a tenth fewer", drops(rate -> 0.9 * rate)),
        fault("drops half, whatever the rate", drops(rate -> rate > 0 ? 0.5 : 0)),
        fault("drops nothing", drops(rate -> 0)),
        fault("drops everything", drops(rate -> rate > 0 ? 1 : 0)),
        fault("not scaled", outputs((o, y, i) -> y[i] * (1 - o.rate()))),
        fault("scaled by 1 - rate", outputs((o, y, i) -> y[i] * Math.pow(1 - o.rate(), 2))),
        fault("scaled by 1 / rate", outputs((o, y, i) -> y[i] * (1 - o.rate()) / o.rate())),
        fault("what is dropped is 1e-20", outputs((o, y, i) -> y[i] == 0 ? 1e-20 : y[i])),
        fault(
            "the output is not scaled",
            outputs((o, y, i) -> isGradient(o, i) ? y[i] : y[i] * (1 - o.rate()))),
        fault(
            "the gradient is not scaled",
            outputs((o, y, i) -> isGradient(o, i) ? y[i] * (1 - o.rate()) : y[i])),
        fault(
            "the gradient is of another mask", gradient(call -> call.inRun(-call.run()).honest())),
        fault("the gradient drops nothing", gradient(drops(rate -> 0))),
        fault(
            "no gradient where x is 0",
            outputs((o, y, i) -> isGradient(o, i) && y[i - o.shape().size()] == 0 ? 0 : y[i])),
        fault("the same mask in every run", call -> call.inRun(1).honest()),
        fault(
            "the smallest are dropped",
            keeps((call, i) -> Math.abs(call.x().get(i)) >= dropout(call).rate())),
        fault(
            "every other is dropped", keeps((call, i) -> dropout(call).rate() == 0 || i % 2 == 0)),
        fault("neighbours are dropped in pairs", together(shape -> i -> i / 2)),
        fault("rows are dropped", together(shape -> i -> i / ofRow(shape))),
        fault("columns are dropped", together(shape -> i -> i % ofRow(shape))),
        fault("channels are dropped", together(shape -> i -> i / ofChannel(shape))),
        fault("the same is dropped of each channel", together(shape -> i -> i % ofChannel(shape))),
        fault("examples are dropped", together(shape -> i -> i / shape.stride(0))),
        fault("the same is dropped of each example", together(shape -> i -> i % shape.stride(0))));
  }

  private static Fault fault(String name, Spoiler spoiler) {
    return new Fault(name, "random-dropout", spoiler);
  }

  private static RandomDropout dropout(Call call) {
    return (RandomDropout) call.problem().operation();
  }

  private static boolean isGradient(RandomDropout dropout, int i) {
    return i >= dropout.shape().size();
  }

  private static int ofRow(Shape shape) {
    return shape.dimension(shape.rank() - 1);
  }

  private static int ofChannel(Shape shape) {
    return shape.stride(Math.min(1, shape.rank() - 1));
  }

  /** Whether an element of x is kept. */
  @FunctionalInterface
  private interface Choice {
    boolean keeps(Call call, int element);
  }

  /** By another mask, but scaled as is right. */
  private static Spoiler keeps(Choice choice) {
    return call -> {
      float[] results = ShortFactors.results(call.problem(), call.inputs(), call.rounding()).get(0);
      for (int i = 0; i < results.length; i++) {
        results[i] = choice.keeps(call, i % dropout(call).shape().size()) ? results[i] : 0;
      }
      return List.of(results);
    };
  }

  /** Of another rate than the one that it is scaled for. */
  private static Spoiler drops(DoubleUnaryOperator rate) {
    return keeps((call, i) -> drawn(call, i) >= rate.applyAsDouble(dropout(call).rate()));
  }

  /** What has one number in common has one fate. */
  private static Spoiler together(Function<Shape, IntUnaryOperator> number) {
    return keeps(
        (call, i) ->
            drawn(call, number.apply(dropout(call).shape()).applyAsInt(i)) >= dropout(call).rate());
  }

  /** From 0 to 1, another one in each run. */
  private static double drawn(Call call, int number) {
    return new RandomBits(new RandomBits(call.mask()).next() + number).unit();
  }

  /** One number of both outputs, from those that are right. */
  @FunctionalInterface
  private interface Other {
    double of(RandomDropout dropout, float[] right, int index);
  }

  private static Spoiler outputs(Other other) {
    return call -> {
      float[] right = call.honest().get(0);
      float[] wrong = new float[right.length];
      for (int i = 0; i < wrong.length; i++) {
        wrong[i] = (float) other.of(dropout(call), right, i);
      }
      return List.of(wrong);
    };
  }

  /** The output is right, the gradient is what something else makes of it. */
  private static Spoiler gradient(Spoiler other) {
    return call -> {
      float[] results = call.honest().get(0);
      int from = dropout(call).shape().size();
      System.arraycopy(other.compute(call).get(0), from, results, from, results.length - from);
      return List.of(results);
    };
  }
}

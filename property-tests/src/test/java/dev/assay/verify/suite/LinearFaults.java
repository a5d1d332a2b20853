package dev.assay.verify.suite;

import dev.assay.reference.op.Linear;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** What a fully connected layer may get wrong beyond {@link GeneralFaults}. */
final class LinearFaults {
  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

  private LinearFaults() {}

  static List<Fault> all() {
    return List.of(
        fault("bias missing", Spoiler.input(BIAS, (o, b) -> without(b, i -> true))),
        fault("bias missing in the last row", lastRowWithoutBias()),
        fault(
            "bias missing beyond a multiple of 8 features",
            Spoiler.input(BIAS, (o, b) -> without(b, i -> i >= b.size() / 8 * 8))
                .when(where(o -> o.out() > 8))),
        fault(
            "square weights transposed",
            Spoiler.input(WEIGHTS, (o, w) -> from(w, i -> i % in(o) * in(o) + i / in(o)))
                .when(where(o -> o.in() == o.out()))),
        fault(
            "weights read with inputs first",
            Spoiler.input(
                WEIGHTS, (o, w) -> from(w, i -> i % in(o) * (w.size() / in(o)) + i / in(o)))),
        fault(
            "last feature dropped",
            Spoiler.input(X, (o, x) -> without(x, i -> i % in(o) == in(o) - 1))
                .when(where(o -> o.in() > 1))),
        fault(
            "features beyond a multiple of 16 dropped",
            Spoiler.input(X, (o, x) -> without(x, i -> i % in(o) >= in(o) / 16 * 16))
                .when(where(o -> o.in() > 16))),
        fault(
            "features from the 256th on dropped",
            Spoiler.input(X, (o, x) -> without(x, i -> i % in(o) >= 256))),
        fault(
            "one of 1000 features dropped",
            Spoiler.input(X, (o, x) -> without(x, i -> i % in(o) == 500))
                .when(where(o -> o.in() == 1000))),
        fault(
            "rows from the 64th on not computed for 64 inputs and outputs and more",
            Spoiler.outputElements((call, i, right) -> i / linear(call).out() < 64 ? right : 0)
                .when(where(o -> o.in() >= 64 && o.out() >= 64))),
        fault(
            "TF32 from 100 features on",
            Spoiler.everyInput(v -> Rounded.bits(v, 11)).when(where(o -> o.in() >= 100))),
        fault(
            "single outputs without the bias",
            Spoiler.input(BIAS, (o, b) -> without(b, i -> true)).when(where(o -> o.out() == 1))),
        fault(
            "rows of batches of 8 reversed",
            Spoiler.outputElements(
                    (call, i, right) ->
                        (float) output(call, (7 - i / linear(call).out()), i % linear(call).out()))
                .when(where(o -> o.n() == 8))),
        fault(
            "weights gradient averaged over the batch",
            Spoiler.elements(WEIGHTS, (call, i, right) -> right / linear(call).n())),
        fault(
            "weights gradient summed over all rows but the first",
            Spoiler.elements(
                WEIGHTS,
                (call, i, right) ->
                    linear(call).n() == 1
                        ? right
                        : right
                            - call.g().get(i / linear(call).in())
                                * call.x().get(i % linear(call).in()))),
        fault(
            "bias gradient of one row only",
            Spoiler.elements(BIAS, (call, i, right) -> call.g().get(i))),
        fault(
            "data gradient missing for batches",
            Spoiler.elements(X, (call, i, right) -> linear(call).n() > 1 ? 0 : right)),
        fault(
            "data gradient of square weights transposed",
            call -> {
              Linear o = linear(call);
              Tensor w = call.inputs().get(WEIGHTS);
              return call.with(WEIGHTS, from(w, i -> i % o.in() * o.in() + i / o.in())).honest();
            },
            where(o -> o.in() == o.out())));
  }

  private static Fault fault(String name, Spoiler spoiler) {
    return new Fault(name, "linear", spoiler);
  }

  private static Fault fault(String name, Spoiler spoiler, Predicate<Call> where) {
    return fault(name, spoiler.backward().when(where.and(Call::backward)));
  }

  private static Linear linear(Call call) {
    return (Linear) call.problem().operation();
  }

  private static int in(Operation operation) {
    return ((Linear) operation).in();
  }

  private static Predicate<Call> where(Predicate<Linear> property) {
    return call -> property.test(linear(call));
  }

  private static double[] without(Tensor tensor, IntPredicate dropped) {
    double[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = dropped.test(i) ? 0 : values[i];
    }
    return values;
  }

  private static double[] from(Tensor tensor, java.util.function.IntUnaryOperator source) {
    double[] values = new double[tensor.size()];
    Arrays.setAll(values, i -> tensor.get(source.applyAsInt(i)));
    return values;
  }

  private static double output(Call call, int row, int feature) {
    Linear o = linear(call);
    double sum = o.bias() ? call.inputs().get(BIAS).get(feature) : 0;
    for (int i = 0; i < o.in(); i++) {
      sum += call.x().get(row * o.in() + i) * call.inputs().get(WEIGHTS).get(feature * o.in() + i);
    }
    return sum;
  }

  private static Spoiler lastRowWithoutBias() {
    return Spoiler.outputElements(
            (call, i, right) -> {
              Linear o = linear(call);
              return i / o.out() == o.n() - 1
                  ? right - call.inputs().get(BIAS).get(i % o.out())
                  : right;
            })
        .when(where(o -> o.bias() && o.n() > 1));
  }
}

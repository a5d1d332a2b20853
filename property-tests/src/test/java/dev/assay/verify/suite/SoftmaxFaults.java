package dev.assay.verify.suite;

import dev.assay.reference.op.Softmax;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.function.Predicate;

/** What a softmax may get wrong beyond {@link GeneralFaults}. */
final class SoftmaxFaults {
  private static final int X = 0;

  private SoftmaxFaults() {}

  static List<Fault> all() {
    return List.of(
        fault("always over the last axis", other(o -> with(o, o.shape().rank() - 1, o.beta()))),
        fault("always over the first axis", other(o -> with(o, 0, o.beta()))),
        fault("β ignored", other(o -> with(o, o.axis(), 1))),
        fault("β squared", other(o -> with(o, o.axis(), o.beta() * o.beta()))),
        fault("β without its sign", other(o -> with(o, o.axis(), Math.abs(o.beta())))),
        fault("β as bf16", other(o -> with(o, o.axis(), Rounded.bits(o.beta(), 8)))),
        fault("β of 0 taken for 1", other(o -> with(o, o.axis(), o.beta() == 0 ? 1 : o.beta()))),
        fault("maximum not subtracted", Spoiler.outputElements(row(SoftmaxFaults::unshifted))),
        fault(
            "maximum of x, not of β·x, subtracted",
            Spoiler.outputElements(row(SoftmaxFaults::shiftedByMaximumOfX))),
        fault(
            "exponential off by 1e-4 for half of the elements",
            Spoiler.outputElements((call, i, right) -> i % 2 == 0 ? right * (1 + 1e-4) : right)),
        fault("logarithm instead", Spoiler.outputElements((call, i, right) -> Math.log(right))),
        fault(
            "1e-4 added to the sum",
            Spoiler.outputElements((call, i, right) -> right / (1 + 1e-4))),
        fault(
            "elements beyond a multiple of 8 not summed",
            Spoiler.outputElements(row(SoftmaxFaults::withoutTail))
                .when(where(o -> length(o) > 8))),
        fault(
            "rows of 1000 off by 1e-3",
            Spoiler.allElements(v -> v * (1 + 1e-3)).when(where(o -> length(o) == 1000))),
        fault(
            "gradient without β",
            Spoiler.elements(X, (call, i, right) -> right / softmax(call).beta())
                .when(where(o -> o.beta() != 0))),
        fault(
            "gradient without the mean taken off",
            Spoiler.elements(
                X, (call, i, right) -> softmax(call).beta() * call.g().get(i) * y(call, i))),
        fault(
            "gradient of the diagonal only",
            Spoiler.elements(
                X,
                (call, i, right) ->
                    softmax(call).beta() * call.g().get(i) * y(call, i) * (1 - y(call, i)))),
        fault(
            "gradient of cross entropy",
            Spoiler.elements(X, (call, i, right) -> y(call, i) - call.g().get(i))),
        fault(
            "gradient over the last axis",
            other(o -> with(o, o.shape().rank() - 1, o.beta())).backward()));
  }

  private static Fault fault(String name, Spoiler spoiler) {
    return new Fault(name, "softmax", spoiler);
  }

  private static Spoiler other(java.util.function.UnaryOperator<Softmax> change) {
    return Spoiler.operation(Softmax.class, change);
  }

  private static Softmax with(Softmax o, int axis, double beta) {
    return new Softmax(o.shape(), axis, beta);
  }

  private static Softmax softmax(Call call) {
    return (Softmax) call.problem().operation();
  }

  private static Predicate<Call> where(Predicate<Softmax> property) {
    return call -> property.test(softmax(call));
  }

  private static int length(Softmax o) {
    return o.shape().dimension(o.axis());
  }

  /** One row of exponents, and the element of it that is asked for. */
  @FunctionalInterface
  private interface Row {
    double of(double[] x, double beta, int element);
  }

  private static Spoiler.Element row(Row row) {
    return (call, i, right) -> {
      Softmax o = softmax(call);
      Shape shape = o.shape();
      int step = shape.stride(o.axis());
      int element = i / step % length(o);
      double[] x = new double[length(o)];
      for (int j = 0; j < x.length; j++) {
        x[j] = call.x().get(i + (j - element) * step);
      }
      return row.of(x, o.beta(), element);
    };
  }

  private static double y(Call call, int i) {
    return row((x, beta, element) -> quotient(x, beta, beta * x[element], x.length, element))
        .of(call, i, 0);
  }

  /** In float32, where an exponential may overflow. */
  private static double quotient(double[] x, double beta, double shift, int summed, int element) {
    float sum = 0;
    for (int j = 0; j < summed; j++) {
      sum += (float) Math.exp(beta * x[j] - shift);
    }
    return (float) Math.exp(beta * x[element] - shift) / sum;
  }

  private static double unshifted(double[] x, double beta, int element) {
    return quotient(x, beta, 0, x.length, element);
  }

  private static double shiftedByMaximumOfX(double[] x, double beta, int element) {
    double maximum = java.util.Arrays.stream(x).max().orElseThrow();
    return quotient(x, beta, beta * maximum, x.length, element);
  }

  private static double withoutTail(double[] x, double beta, int element) {
    double maximum = java.util.Arrays.stream(x).map(v -> beta * v).max().orElseThrow();
    return quotient(x, beta, maximum, x.length / 8 * 8, element);
  }
}

package dev.assay.verify.suite;

import dev.assay.reference.op.LeakyRelu;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** What activation functions may get wrong beyond {@link GeneralFaults}. */
final class ActivationFaults {
  private static final int X = 0;

  private final List<Fault> faults = new ArrayList<>();

  private ActivationFaults() {}

  static List<Fault> all() {
    ActivationFaults all = new ActivationFaults();
    all.relu();
    all.leakyRelu();
    all.sigmoid();
    all.tanh();
    return all.faults;
  }

  private void output(String operation, String name, DoubleUnaryOperator function) {
    faults.add(
        new Fault(
            name,
            operation,
            Spoiler.outputElements((call, i, right) -> function.applyAsDouble(call.x().get(i)))));
  }

  /** The gradient by a wrong derivative. */
  private void gradient(String operation, String name, DoubleUnaryOperator derivative) {
    faults.add(
        new Fault(
            name,
            operation,
            Spoiler.elements(
                X,
                (call, i, right) -> call.g().get(i) * derivative.applyAsDouble(call.x().get(i)))));
  }

  private void relu() {
    output("relu", "stops at 6", x -> Math.min(6, Math.max(0, x)));
    output("relu", "magnitude", Math::abs);
    output("relu", "identity", x -> x);
    output("relu", "values up to 1e-3 are 0", x -> x > 1e-3 ? x : 0);
    output("relu", "smooth near 0 (softplus)", x -> Math.log1p(Math.exp(x)));
    output("relu", "leaks 1e-6", x -> x > 0 ? x : 1e-6 * x);
    gradient("relu", "slope 1 at 0", x -> x >= 0 ? 1 : 0);
    gradient("relu", "slope 1/2 at 0", x -> x > 0 ? 1 : x == 0 ? 0.5 : 0);
    gradient("relu", "slope 1 everywhere", x -> 1);
    faults.add(
        new Fault(
            "gradient by the sign of the output gradient",
            "relu",
            Spoiler.elements(X, (call, i, right) -> Math.max(0, call.g().get(i)))));
    faults.add(
        new Fault("NaN swallowed", "relu", Spoiler.allElements(v -> Double.isNaN(v) ? 0 : v)));
  }

  /** The slope is a parameter, so the function has two arguments. */
  @FunctionalInterface
  private interface Leak {
    double of(double x, double slope);
  }

  private void leak(String name, Leak output) {
    faults.add(
        new Fault(
            name,
            "leaky-relu",
            Spoiler.outputElements((call, i, right) -> output.of(call.x().get(i), slope(call)))));
  }

  private void leakGradient(String name, Leak derivative) {
    faults.add(
        new Fault(
            name,
            "leaky-relu",
            Spoiler.elements(
                X,
                (call, i, right) ->
                    call.g().get(i) * derivative.of(call.x().get(i), slope(call)))));
  }

  private static double slope(Call call) {
    return ((LeakyRelu) call.problem().operation()).slope();
  }

  private void leakyRelu() {
    leak("slope ignored", (x, a) -> x > 0 ? x : 0.01 * x);
    leak("slope as bf16", (x, a) -> x > 0 ? x : Rounded.bits(a, 8) * x);
    leak("larger of x and slope times x", (x, a) -> Math.max(x, a * x));
    leak("slope of 0 taken for the default", (x, a) -> x > 0 ? x : (a == 0 ? 0.01 : a) * x);
    leak("slope without its sign", (x, a) -> x > 0 ? x : Math.abs(a) * x);
    leak("no leak", (x, a) -> Math.max(0, x));
    leak("slope above 0 as well", (x, a) -> a * x);
    leakGradient("mean of both slopes at 0", (x, a) -> x > 0 ? 1 : x == 0 ? (1 + a) / 2 : a);
    leakGradient("gradient of the plain unit", (x, a) -> x > 0 ? 1 : 0);
    leakGradient("gradient by the sign of the output", (x, a) -> x > 0 || a * x > 0 ? 1 : a);
    leakGradient("slope ignored by the gradient", (x, a) -> x > 0 ? 1 : 0.01);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private void sigmoid() {
    output("sigmoid", "piecewise linear", x -> Math.max(0, Math.min(1, 0.2 * x + 0.5)));
    output("sigmoid", "of 2x", x -> logistic(2 * x));
    output("sigmoid", "of -x", x -> logistic(-x));
    output("sigmoid", "exponential off by 1e-4", x -> 1 / (1 + Math.exp(-x) * (1 + 1e-4)));
    output("sigmoid", "flat beyond 16", x -> logistic(Math.max(-16, Math.min(16, x))));
    output("sigmoid", "0 below -20", x -> x < -20 ? 0 : logistic(x));
    output(
        "sigmoid",
        "by the hyperbolic tangent in float32",
        x -> 0.5f * (1 + (float) Math.tanh(x / 2)));
    gradient("sigmoid", "gradient y", x -> logistic(x));
    gradient("sigmoid", "gradient x·(1 − x)", x -> x * (1 - x));
    gradient("sigmoid", "gradient 1/4 everywhere", x -> 0.25);
    gradient("sigmoid", "gradient y²·(1 − y)", x -> Math.pow(logistic(x), 2) * logistic(-x));
  }

  private void tanh() {
    output("tanh", "off by 1e-4", x -> Math.tanh(x) * (1 - 1e-4));
    output("tanh", "sigmoid of x scaled", x -> 2 * logistic(x) - 1);
    output("tanh", "clipped to [-1, 1] without a curve", x -> Math.max(-1, Math.min(1, x)));
    output("tanh", "cancels near 0", x -> 1 - 2 / ((float) Math.exp(2 * x) + 1));
    output("tanh", "flat beyond 4", x -> Math.tanh(Math.max(-4, Math.min(4, x))));
    output("tanh", "overflows at 25", x -> Math.abs(x) > 25 ? Double.NaN : Math.tanh(x));
    output(
        "tanh",
        "three terms of its series below 1/4",
        x -> Math.abs(x) < 0.25 ? x - x * x * x / 3 + 2 * Math.pow(x, 5) / 15 : Math.tanh(x));
    gradient("tanh", "gradient 1 − y", x -> 1 - Math.tanh(x));
    gradient("tanh", "gradient 1 − x²", x -> 1 - x * x);
    gradient("tanh", "gradient of the sigmoid", x -> logistic(x) * logistic(-x));
  }
}

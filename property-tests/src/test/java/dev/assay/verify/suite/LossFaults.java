package dev.assay.verify.suite;

import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** What losses may get wrong beyond {@link GeneralFaults}. */
final class LossFaults {
  private static final int X = 0;
  private static final int TARGET = 1;

  private final List<Fault> faults = new ArrayList<>();

  private LossFaults() {}

  static List<Fault> all() {
    LossFaults all = new LossFaults();
    all.crossEntropy();
    all.crossEntropyGradients();
    all.meanSquaredError();
    return all.faults;
  }

  private void entropy(String name, Spoiler spoiler) {
    faults.add(new Fault(name, "cross-entropy", spoiler));
  }

  private void square(String name, Spoiler spoiler) {
    faults.add(new Fault(name, "mean-squared-error", spoiler));
  }

  private static CrossEntropy entropy(Call call) {
    return (CrossEntropy) call.problem().operation();
  }

  private static Spoiler loss(ToDoubleFunction<Call> value) {
    return Spoiler.outputElements((call, i, right) -> value.applyAsDouble(call));
  }

  private static Tensor target(Call call) {
    return call.inputs().get(TARGET);
  }

  /** −1/n · Σ t·log p with logarithms by some other way. */
  private static double weighted(Call call, DoubleUnaryOperator logarithm) {
    double sum = 0;
    double[] p = probabilities(call);
    for (int i = 0; i < p.length; i++) {
      sum -= target(call).get(i) == 0 ? 0 : target(call).get(i) * logarithm.applyAsDouble(p[i]);
    }
    return sum / entropy(call).n();
  }

  private static double[] probabilities(Call call) {
    int classes = entropy(call).classes();
    double[] p = call.x().values().clone();
    for (int row = 0; row < p.length; row += classes) {
      double maximum = Arrays.stream(p, row, row + classes).max().orElseThrow();
      double sum = 0;
      for (int i = row; i < row + classes; i++) {
        p[i] = Math.exp(p[i] - maximum);
        sum += p[i];
      }
      for (int i = row; i < row + classes; i++) {
        p[i] /= sum;
      }
    }
    return p;
  }

  private void crossEntropy() {
    entropy("summed over the batch", loss(call -> weighted(call, Math::log) * entropy(call).n()));
    entropy(
        "averaged over classes too",
        loss(call -> weighted(call, Math::log) / entropy(call).classes()));
    entropy("logarithm to base 2", loss(call -> weighted(call, p -> Math.log(p) / Math.log(2))));
    entropy(
        "probabilities below 1e-7 raised to it",
        loss(call -> weighted(call, p -> Math.log(Math.max(p, 1e-7)))));
    entropy("1e-5 added to probabilities", loss(call -> weighted(call, p -> Math.log(p + 1e-5))));
    entropy(
        "logarithm of a float32 softmax",
        loss(call -> weighted(call, p -> Math.log(p < Float.MIN_NORMAL ? 0 : p)) + 0.0)
            .when(call -> !call.backward()));
    entropy("maximum not subtracted", loss(LossFaults::unshifted));
    entropy(
        "soft labels taken as one-hot",
        Spoiler.input(TARGET, (o, t) -> hard(t, ((CrossEntropy) o).classes())));
    entropy(
        "labels smoothed by 1e-3",
        Spoiler.input(
            TARGET,
            (o, t) ->
                Arrays.stream(t.values())
                    .map(v -> v * (1 - 1e-3) + 1e-3 / ((CrossEntropy) o).classes())
                    .toArray()));
    entropy(
        "last class not in the sum",
        Spoiler.input(
                X,
                (o, x) -> {
                  double[] values = x.values().clone();
                  int classes = ((CrossEntropy) o).classes();
                  for (int i = classes - 1; i < values.length; i += classes) {
                    values[i] = -1e3;
                  }
                  return values;
                })
            .when(call -> entropy(call).classes() > 1));
    entropy(
        "without the entropy of the labels",
        loss(
            call ->
                weighted(call, Math::log)
                    + Arrays.stream(target(call).values())
                            .map(t -> t == 0 ? 0 : t * Math.log(t))
                            .sum()
                        / entropy(call).n()));
  }

  /** log Σ eˣ in float32 without the shift. */
  private static double unshifted(Call call) {
    int classes = entropy(call).classes();
    double loss = 0;
    for (int i = 0; i < call.x().size(); i++) {
      float sum = 0;
      for (int j = i / classes * classes; j < (i / classes + 1) * classes; j++) {
        sum += (float) Math.exp(call.x().get(j));
      }
      loss += target(call).get(i) * (Math.log(sum) - call.x().get(i));
    }
    return loss / entropy(call).n();
  }

  private static double[] hard(Tensor t, int classes) {
    double[] values = new double[t.size()];
    for (int row = 0; row < values.length; row += classes) {
      int best = row;
      for (int i = row; i < row + classes; i++) {
        best = t.get(i) > t.get(best) ? i : best;
      }
      values[best] = 1;
    }
    return values;
  }

  private void crossEntropyGradients() {
    entropy(
        "gradient summed over the batch",
        Spoiler.elements(X, (call, i, right) -> right * entropy(call).n()));
    entropy(
        "gradient without the label",
        Spoiler.elements(
            X,
            (call, i, right) -> right + call.g().get(0) / entropy(call).n() * target(call).get(i)));
    entropy(
        "gradient without the probability",
        Spoiler.elements(
            X, (call, i, right) -> -call.g().get(0) / entropy(call).n() * target(call).get(i)));
    entropy(
        "gradient at the label only",
        Spoiler.elements(X, (call, i, right) -> target(call).get(i) > 0 ? right : 0));
  }

  private static int size(Call call) {
    return ((MeanSquaredError) call.problem().operation()).shape().size();
  }

  private static double difference(Call call, int i) {
    return call.x().get(i) - target(call).get(i);
  }

  private void meanSquaredError() {
    square("summed", Spoiler.outputElements((call, i, right) -> right * size(call)));
    square("half of it", Spoiler.outputElements((call, i, right) -> right / 2));
    square(
        "averaged over the first axis only",
        Spoiler.outputElements(
            (call, i, right) -> right * size(call) / target(call).shape().dimension(0)));
    square("its root", Spoiler.outputElements((call, i, right) -> Math.sqrt(right)));
    square(
        "mean of magnitudes",
        loss(
            call -> {
              double sum = 0;
              for (int i = 0; i < size(call); i++) {
                sum += Math.abs(difference(call, i));
              }
              return sum / size(call);
            }));
    square(
        "divided by one less",
        Spoiler.outputElements((call, i, right) -> right * size(call) / (size(call) - 1))
            .when(call -> size(call) > 1));
    square(
        "by difference of squares",
        loss(
            call -> {
              float sum = 0;
              for (int i = 0; i < size(call); i++) {
                float x = (float) call.x().get(i);
                float t = (float) target(call).get(i);
                sum += x * x - 2 * x * t + t * t;
              }
              return sum / size(call);
            }));
    square("gradient without the 2", Spoiler.elements(X, (call, i, right) -> right / 2));
    square("gradient not averaged", Spoiler.elements(X, (call, i, right) -> right * size(call)));
    square("gradient of target less x", Spoiler.elements(X, (call, i, right) -> -right));
    square(
        "gradient of the magnitude",
        Spoiler.elements(
            X,
            (call, i, right) -> call.g().get(0) * Math.signum(difference(call, i)) / size(call)));
  }
}

package dev.assay.adapters.tensorflow;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Adam;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Symptom;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of an old moment m where m + (g − m) stands for g: two roundings, relative to it.
 * Where that makes a second moment much smaller than it should be, or 0, the step is much longer,
 * as far as ε lets it.
 */
final class RoundedMoments {
  private static final double UNIT = 0x1p-24;
  private static final double TWO_ROUNDINGS = 2 * UNIT;

  /** Products, quotients, a root and a sum; or a power. */
  private static final int STEP_ROUNDINGS = 12;

  private static final int FIRST = 2;
  private static final int SECOND = 3;

  private RoundedMoments() {}

  /** By how much the worst new weight and the worst moments of a step of Adam may be off. */
  static List<Symptom> symptoms(Problem problem, List<Tensor> inputs) {
    Adam adam = (Adam) problem.operation();
    Oracle oracle = new Oracle(problem, inputs);
    double ofWeight = 0;
    double ofFirst = 0;
    double ofSecond = 0;
    for (int i = 0; i < adam.size(); i++) {
      Moment first = new Moment(oracle, adam.size() + i, left(adam.beta1(), inputs.get(FIRST), i));
      Moment second =
          new Moment(oracle, 2 * adam.size() + i, left(adam.beta2(), inputs.get(SECOND), i));
      double longest = (1 + rounded(adam)) * step(adam, first.largest(), second.smallest());
      ofWeight = Math.max(ofWeight, longest - step(adam, Math.abs(first.value), second.value));
      ofFirst = Math.max(ofFirst, first.left);
      ofSecond = Math.max(ofSecond, second.left);
    }
    List<Symptom> symptoms = new ArrayList<>();
    symptoms.add(part("w'", 0, adam, ofWeight));
    if (adam.beta1() == 0) {
      symptoms.add(part("m'", 1, adam, ofFirst));
    }
    if (adam.beta2() == 0) {
      symptoms.add(part("v'", 2, adam, ofSecond));
    }
    return symptoms;
  }

  /**
   * A new moment.
   *
   * @param bound by how much it may be off anyway
   * @param left what is left of the old one
   */
  private record Moment(double value, double bound, double left) {

    Moment(Oracle oracle, int index, double left) {
      this(oracle, index, left, new Gauge());
    }

    private Moment(Oracle oracle, int index, double left, Gauge gauge) {
      this(value(oracle, index, gauge), oracle.bound(gauge), left);
    }

    private static double value(Oracle oracle, int index, Gauge gauge) {
      oracle.element(0, index, gauge);
      return gauge.value();
    }

    double largest() {
      return Math.abs(value) + bound + left;
    }

    double smallest() {
      return Math.max(0, value - bound - left);
    }
  }

  private static double left(double beta, Tensor old, int index) {
    return beta == 0 ? TWO_ROUNDINGS * Math.abs(old.get(index)) : 0;
  }

  /** What a step is off by itself, relatively: 1 − β1^t of a float32 is off by what β1^t is. */
  private static double rounded(Adam adam) {
    double power = Math.pow(adam.beta1(), adam.step());
    return UNIT * (STEP_ROUNDINGS + (STEP_ROUNDINGS + adam.step()) * power / (1 - power));
  }

  private static double step(Adam adam, double first, double second) {
    double correction1 = 1 - Math.pow(adam.beta1(), adam.step());
    double correction2 = 1 - Math.pow(adam.beta2(), adam.step());
    return adam.learningRate()
        * first
        / correction1
        / (Math.sqrt(second / correction2) + adam.epsilon());
  }

  private static Symptom part(String name, int position, Adam adam, double off) {
    return Symptom.Part.ofRange(
        name, position * adam.size(), (position + 1) * adam.size(), new Symptom.Inexact(off, 0));
  }
}

package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Sgd;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.function.IntSupplier;
import org.bytedeco.javacpp.FloatPointer;

/** How optimisers move weights, in place, made of cuBLAS's and cuDNN's operations on arrays. */
final class Rules {
  private Rules() {}

  /**
   * What a rule works on.
   *
   * @param weights to be moved
   * @param gradient left as it is
   * @param memory what is remembered from step to step, to be moved
   */
  record Arrays(DeviceArray weights, DeviceArray gradient, List<DeviceArray> memory) {
    Arrays {
      memory = List.copyOf(memory);
    }
  }

  /** w = (1 − α·decay)·w − α·g. */
  static void sgd(Plan plan, Sgd sgd, Arrays arrays) {
    Arithmetic arithmetic = new Arithmetic(plan);
    arithmetic.scale(1 - sgd.learningRate() * sgd.decay(), arrays.weights());
    arithmetic.accumulate(-sgd.learningRate(), arrays.gradient(), arrays.weights());
  }

  /** v = μ·v + g + decay·w; then w − α·v, or (1 − α·decay)·w − α·g − α·μ·v by Nesterov's rule. */
  static void momentum(Plan plan, Momentum step, Arrays arrays) {
    Arithmetic arithmetic = new Arithmetic(plan);
    DeviceArray velocity = arrays.memory().get(0);
    double rate = step.learningRate();
    arithmetic.scale(step.momentum(), velocity);
    arithmetic.accumulate(1, arrays.gradient(), velocity);
    if (step.decay() > 0) {
      arithmetic.accumulate(step.decay(), arrays.weights(), velocity);
    }
    if (step.nesterov()) {
      arithmetic.scale(1 - rate * step.decay(), arrays.weights());
      arithmetic.accumulate(-rate, arrays.gradient(), arrays.weights());
      arithmetic.accumulate(-rate * step.momentum(), velocity, arrays.weights());
    } else {
      arithmetic.accumulate(-rate, velocity, arrays.weights());
    }
  }

  /**
   * Adam. Neither library divides arrays; a batch normalisation with given statistics does: it
   * divides m by the root of (√(v/c2) + ε)², and adds that to w.
   *
   * @param number of the step, asked for each time
   */
  static void adam(Plan plan, Adam adam, Arrays arrays, IntSupplier number) {
    if (adam.epsilon() * adam.epsilon() < Float.MIN_NORMAL) {
      throw new UnsupportedProblemException("no epsilon of Adam whose square is no float");
    }
    Arithmetic arithmetic = new Arithmetic(plan);
    DeviceArray weights = arrays.weights();
    DeviceArray first = arrays.memory().get(0);
    DeviceArray second = arrays.memory().get(1);
    DeviceArray gradient = penalised(plan, adam, arrays);

    arithmetic.scale(adam.beta1(), first);
    arithmetic.accumulate(1 - adam.beta1(), gradient, first);
    arithmetic.multiplyInto(
        1 - adam.beta2(),
        arithmetic.flat(gradient),
        arithmetic.flat(gradient),
        adam.beta2(),
        second);

    FloatPointer ofSecond = plan.factor(1);
    FloatPointer ofQuotient = plan.factor(1);
    plan.before(
        () -> {
          int step = number.getAsInt();
          ofSecond.put((float) (1 / (1 - Math.pow(adam.beta2(), step))));
          ofQuotient.put((float) (-adam.learningRate() / (1 - Math.pow(adam.beta1(), step))));
        });
    DeviceArray divisor = plan.allocate(weights.size());
    arithmetic.fill(adam.epsilon(), arithmetic.flat(divisor));
    arithmetic.addRoot(ofSecond, arithmetic.flat(second), divisor);
    DeviceArray square = plan.allocate(weights.size());
    arithmetic.multiply(arithmetic.flat(divisor), arithmetic.flat(divisor), square);

    double kept = adam.decoupled() ? 1 - adam.learningRate() * adam.decay() : 1;
    DeviceArray ones = plan.filled(weights.size(), 1);
    DeviceArray zeros = plan.filled(weights.size(), 0);
    FixedNormalization.perElement(plan, weights.size())
        .append(
            ofQuotient,
            first,
            new FixedNormalization.Parameters(ones, zeros, zeros, square),
            plan.factor(kept),
            weights);
  }

  private static DeviceArray penalised(Plan plan, Adam adam, Arrays arrays) {
    if (adam.decoupled() || adam.decay() == 0) {
      return arrays.gradient();
    }
    DeviceArray sum = plan.allocate(arrays.gradient().size());
    plan.copy(arrays.gradient(), sum);
    new Arithmetic(plan).accumulate(adam.decay(), arrays.weights(), sum);
    return sum;
  }
}

package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sgd;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TFloat32;

/**
 * Steps of optimisers, by TensorFlow's training operations, which change variables in place.
 *
 * <p>A single update starts by assigning weights and state, and ends by reading and stacking them:
 * both are part of what is timed.
 */
final class Updates {
  private static final int GRADIENT = 1;

  private Updates() {}

  static Call sgd(Sgd sgd) {
    return Call.asIs((tf, operands) -> run(tf, sgd, operands).get(0));
  }

  static Call momentum(Momentum momentum) {
    return Call.asIs((tf, operands) -> tf.stack(run(tf, momentum, operands)));
  }

  static Call adam(Adam adam) {
    return Call.asIs((tf, operands) -> tf.stack(run(tf, adam, operands)));
  }

  /** One update from operands alone: the new weights, then what the optimiser remembers. */
  private static List<Operand<TFloat32>> run(
      Ops tf, Operation update, List<Operand<TFloat32>> operands) {
    List<Variable> variables = new ArrayList<>();
    List<Op> assigned = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      if (i != GRADIENT) {
        Variable variable = Variable.of(tf, "state " + i, operands.get(i).shape());
        variables.add(variable);
        assigned.add(variable.assign(tf, operands.get(i)));
      }
    }
    List<Operand<TFloat32>> corrections = new ArrayList<>();
    for (float number : corrections(update)) {
      corrections.add(tf.constant(number));
    }
    Op moved =
        inPlace(
            tf.withControlDependencies(assigned),
            update,
            variables.get(0),
            operands.get(GRADIENT),
            variables.subList(1, variables.size()),
            corrections);
    Ops afterwards = tf.withControlDependencies(moved);
    return variables.stream().map(variable -> variable.read(afterwards)).toList();
  }

  /** The numbers that change from step to step: of Adam β1^t, β2^t and ε as it is to be added. */
  static List<Float> corrections(Operation update) {
    if (update instanceof Adam adam) {
      double power1 = Math.pow(adam.beta1(), adam.step());
      double power2 = Math.pow(adam.beta2(), adam.step());
      return List.of(
          (float) power1, (float) power2, (float) (adam.epsilon() * Math.sqrt(1 - power2)));
    }
    return List.of();
  }

  /**
   * Moves weights and what the optimiser remembers.
   *
   * @param corrections as {@link #corrections} lists them
   */
  static Op inPlace(
      Ops tf,
      Operation update,
      Variable weights,
      Operand<TFloat32> gradient,
      List<Variable> remembered,
      List<Operand<TFloat32>> corrections) {
    if (update instanceof Sgd sgd) {
      return tf.train.resourceApplyGradientDescent(
          weights.handle(),
          constant(tf, sgd.learningRate()),
          decayed(tf, gradient, sgd.decay(), weights));
    }
    if (update instanceof Momentum momentum) {
      return tf.train.resourceApplyMomentum(
          weights.handle(),
          remembered.get(0).handle(),
          constant(tf, momentum.learningRate()),
          decayed(tf, gradient, momentum.decay(), weights),
          constant(tf, momentum.momentum()),
          ResourceApplyMomentum.useNesterov(momentum.nesterov()));
    }
    if (update instanceof Adam adam) {
      return adam(tf, adam, weights, gradient, remembered, corrections);
    }
    throw new UnsupportedProblemException("no " + update.name());
  }

  /** TensorFlow's ε is added to the root of the uncorrected moment. */
  private static Op adam(
      Ops tf,
      Adam adam,
      Variable weights,
      Operand<TFloat32> gradient,
      List<Variable> remembered,
      List<Operand<TFloat32>> corrections) {
    Ops then = tf;
    double coupled = adam.decay();
    if (adam.decoupled() && adam.decay() != 0) {
      coupled = 0;
      Operand<TFloat32> share = constant(tf, adam.learningRate() * adam.decay());
      Operand<TFloat32> decayed = tf.math.mul(share, weights.read(tf));
      // Not before the forward pass has read the weights, as it has where their gradient is there.
      Ops differentiated = tf.withControlDependencies(gradient);
      then =
          tf.withControlDependencies(differentiated.assignSubVariableOp(weights.handle(), decayed));
    }
    return then.train.resourceApplyAdam(
        weights.handle(),
        remembered.get(0).handle(),
        remembered.get(1).handle(),
        corrections.get(0),
        corrections.get(1),
        constant(tf, adam.learningRate()),
        constant(tf, adam.beta1()),
        constant(tf, adam.beta2()),
        corrections.get(2),
        decayed(tf, gradient, coupled, weights));
  }

  private static Operand<TFloat32> decayed(
      Ops tf, Operand<TFloat32> gradient, double decay, Variable weights) {
    return decay == 0
        ? gradient
        : tf.math.add(gradient, tf.math.mul(constant(tf, decay), weights.read(tf)));
  }

  private static Operand<TFloat32> constant(Ops tf, double number) {
    return tf.constant((float) number);
  }
}

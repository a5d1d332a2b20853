package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sgd;
import dev.assay.spi.UnsupportedProblemException;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * PyTorch's optimizers. JavaCPP's bindings give no way to what an optimizer remembers, so that it
 * can only begin with nothing: as in training, but not in a step with a given velocity.
 */
final class Optimizers {
  static final String NO_STATE = "the bindings give no way to an optimizer's state";

  private static final double USUAL_BETA1 = 0.9;
  private static final double USUAL_BETA2 = 0.999;

  private Optimizers() {}

  /**
   * One that moves parameters by a rule.
   *
   * @param rule of which sizes and number of the step do not matter
   */
  static Optimizer of(Operation rule, TensorVector parameters) {
    if (rule instanceof Sgd sgd) {
      return sgd(parameters, sgd.learningRate(), 0, sgd.decay(), false);
    }
    if (rule instanceof Momentum step) {
      return sgd(parameters, step.learningRate(), step.momentum(), step.decay(), step.nesterov());
    }
    if (rule instanceof Adam adam) {
      // C++ gives no name to the two of them, and their order in memory is the compiler's.
      if (adam.beta1() != USUAL_BETA1 || adam.beta2() != USUAL_BETA2) {
        throw new UnsupportedProblemException("Adam with 0.9 and 0.999 alone");
      }
      return adam.decoupled() ? adamW(parameters, adam) : adam(parameters, adam);
    }
    throw new UnsupportedProblemException("no " + rule.name());
  }

  private static Optimizer sgd(
      TensorVector parameters, double rate, double momentum, double decay, boolean nesterov) {
    SGDOptions options = new SGDOptions(rate);
    options.momentum().put(momentum);
    options.weight_decay().put(decay);
    options.nesterov().put(nesterov);
    return new SGD(parameters, options);
  }

  private static Optimizer adam(TensorVector parameters, Adam adam) {
    AdamOptions options = new AdamOptions(adam.learningRate());
    options.eps().put(adam.epsilon());
    options.weight_decay().put(adam.decay());
    return new org.bytedeco.pytorch.Adam(parameters, options);
  }

  private static Optimizer adamW(TensorVector parameters, Adam adam) {
    AdamWOptions options = new AdamWOptions(adam.learningRate());
    options.eps().put(adam.epsilon());
    options.weight_decay().put(adam.decay());
    return new AdamW(parameters, options);
  }

  /** A step of an optimizer on its own. */
  static Formula sgd(Sgd sgd) {
    return operands -> {
      Tensor weights = operands.get(0).clone();
      weights.mutable_grad().put(operands.get(1));
      of(sgd, new TensorVector(weights)).step();
      return weights;
    };
  }
}

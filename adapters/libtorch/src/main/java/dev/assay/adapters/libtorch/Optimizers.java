package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sgd;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Tuple;

/** PyTorch's optimizers. */
final class Optimizers {
  private static final double USUAL_BETA1 = 0.9;

  private Optimizers() {}

  /** Whether an operation is a rule that one moves parameters by. */
  static boolean isFor(Operation operation) {
    return operation instanceof Sgd || operation instanceof Momentum || operation instanceof Adam;
  }

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
    betas(options.betas(), adam);
    options.eps().put(adam.epsilon());
    options.weight_decay().put(adam.decay());
    return new org.bytedeco.pytorch.Adam(parameters, options);
  }

  private static Optimizer adamW(TensorVector parameters, Adam adam) {
    AdamWOptions options = new AdamWOptions(adam.learningRate());
    betas(options.betas(), adam);
    options.eps().put(adam.epsilon());
    options.weight_decay().put(adam.decay());
    return new AdamW(parameters, options);
  }

  /** Which of the two comes first in memory is the compiler's choice; their defaults tell. */
  private static void betas(DoublePointer betas, Adam adam) {
    boolean inOrder = betas.get(0) == USUAL_BETA1;
    betas.put(inOrder ? 0 : 1, adam.beta1());
    betas.put(inOrder ? 1 : 0, adam.beta2());
  }

  /**
   * What one remembers before its next step; empty if it is nothing.
   *
   * @param moved the weights, and behind them what is to be its memory
   */
  static Optional<Checkpoint> checkpoint(Operation rule, List<Tensor> moved) {
    if (rule instanceof Momentum step) {
      return Optional.of(
          new Checkpoint()
              .option("lr", step.learningRate())
              .option("momentum", step.momentum())
              .option("dampening", 0.0)
              .option("weight_decay", step.decay())
              .option("nesterov", step.nesterov())
              .remembered("momentum_buffer", moved.get(1)));
    }
    if (rule instanceof Adam step) {
      return Optional.of(
          new Checkpoint()
              .option("lr", step.learningRate())
              .option("betas", pair(step.beta1(), step.beta2()))
              .option("eps", step.epsilon())
              .option("weight_decay", step.decay())
              .option("amsgrad", false)
              .remembered("step", step.step() - 1)
              .remembered("exp_avg", moved.get(1))
              .remembered("exp_avg_sq", moved.get(2)));
    }
    return Optional.empty();
  }

  private static IValue pair(double first, double second) {
    return new IValue(Tuple.create(new IValue(first), new IValue(second)));
  }
}

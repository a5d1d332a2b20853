package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sgd;
import dev.assay.spi.UnsupportedProblemException;

/**
 * Steps of DJL's optimisers, by the calls that its classes {@code Sgd}, {@code Nag}, {@code Adam}
 * and {@code AdamW} make.
 *
 * <p>They update weights and state in place, so every run of a single update starts by copying
 * these, and in the end joins them in one array. Both are part of what is timed.
 */
final class Updates {
  /** Below 0 there is none. */
  private static final float CLIP = -1;

  private static final float RESCALE = 1;
  private static final boolean LAZY = false;

  private final Dialect dialect;

  Updates(Dialect dialect) {
    this.dialect = dialect;
  }

  Formula sgd(Sgd sgd) {
    Update update = inPlace(sgd);
    return operands -> {
      NDArray weights = operands.get(0).duplicate();
      update.apply(new NDList(weights, operands.get(1)));
      return weights;
    };
  }

  /** Engines keep the velocity times the learning rate, with one sign or the other. */
  Formula momentum(Momentum step) {
    Update update = inPlace(step);
    float ofVelocity = (float) (dialect.descends() ? -step.learningRate() : step.learningRate());
    return operands -> {
      NDArray weights = operands.get(0).duplicate();
      NDArray state = operands.get(2).mul(ofVelocity);
      update.apply(new NDList(weights, operands.get(1), state));
      return NDArrays.stack(new NDList(weights, state.div(ofVelocity)));
    };
  }

  Formula adam(Adam adam) {
    Update update = inPlace(adam);
    return operands -> {
      NDArray weights = operands.get(0).duplicate();
      NDArray first = operands.get(2).duplicate();
      NDArray second = operands.get(3).duplicate();
      update.apply(new NDList(weights, operands.get(1), first, second));
      return NDArrays.stack(new NDList(weights, first, second));
    };
  }

  /**
   * The step itself.
   *
   * @throws UnsupportedProblemException if the engine has none of the kind
   */
  Update inPlace(Operation update) {
    if (update instanceof Sgd sgd) {
      return descent((float) sgd.learningRate(), (float) sgd.decay(), 0);
    }
    if (update instanceof Momentum step) {
      float rate = (float) step.learningRate();
      float decay = (float) step.decay();
      float momentum = (float) step.momentum();
      return step.nesterov() ? nesterov(rate, decay, momentum) : descent(rate, decay, momentum);
    }
    if (update instanceof Adam adam) {
      return adamStep(adam);
    }
    throw new UnsupportedProblemException("no " + update.name());
  }

  // The operations name the weights as their output, and update their state as a side effect.

  private static Update descent(float rate, float decay, float momentum) {
    return operands ->
        ex(operands)
            .sgdUpdate(operands, weights(operands), rate, decay, RESCALE, CLIP, momentum, LAZY);
  }

  private Update nesterov(float rate, float decay, float momentum) {
    if (!dialect.hasNesterov()) {
      throw new UnsupportedProblemException("no Nesterov momentum");
    }
    return operands ->
        ex(operands).nagUpdate(operands, weights(operands), rate, decay, RESCALE, CLIP, momentum);
  }

  /**
   * DJL corrects the bias of both moments in the learning rate, so that its ε is added to the root
   * of the uncorrected one.
   */
  private static Update adamStep(Adam adam) {
    float rate = (float) adam.learningRate();
    float beta1 = (float) adam.beta1();
    float beta2 = (float) adam.beta2();
    double correction1 = 1 - Math.pow(beta1, adam.step());
    double correction2 = Math.sqrt(1 - Math.pow(beta2, adam.step()));
    float corrected = (float) (rate * correction2 / correction1);
    float epsilon = (float) (adam.epsilon() * correction2);
    return operands ->
        ex(operands)
            .adamUpdate(
                operands,
                weights(operands),
                rate,
                corrected,
                (float) adam.decay(),
                RESCALE,
                CLIP,
                beta1,
                beta2,
                epsilon,
                LAZY,
                adam.decoupled());
  }

  private static NDArrayEx ex(NDList operands) {
    return operands.head().getNDArrayInternal();
  }

  private static NDList weights(NDList operands) {
    return new NDList(operands.head());
  }
}

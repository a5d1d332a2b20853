package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Sgd;
import dev.assay.spi.UnsupportedProblemException;

/**
 * Steps of DJL's optimisers, by the calls that its classes {@code Sgd}, {@code Nag}, {@code Adam}
 * and {@code AdamW} make.
 *
 * <p>They update weights and state in place, so every run starts by copying these, and in the end
 * joins them in one array. Both are part of what is timed.
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
    float rate = (float) sgd.learningRate();
    float decay = (float) sgd.decay();
    float noMomentum = 0;
    return operands -> {
      NDArray weights = operands.get(0).duplicate();
      weights
          .getNDArrayInternal()
          .sgdUpdate(
              new NDList(weights, operands.get(1)),
              new NDList(weights),
              rate,
              decay,
              RESCALE,
              CLIP,
              noMomentum,
              LAZY);
      return weights;
    };
  }

  /** Engines keep the velocity times the learning rate, with one sign or the other. */
  Formula momentum(Momentum step) {
    if (step.nesterov() && !dialect.hasNesterov()) {
      throw new UnsupportedProblemException("no Nesterov momentum");
    }
    float rate = (float) step.learningRate();
    float decay = (float) step.decay();
    float momentum = (float) step.momentum();
    float ofVelocity = dialect.descends() ? -rate : rate;
    return operands -> {
      NDArray weights = operands.get(0).duplicate();
      NDArray state = operands.get(2).mul(ofVelocity);
      NDList inputs = new NDList(weights, operands.get(1), state);
      // The weights come first, and the operation updates its state as a side effect.
      NDList updated = new NDList(weights);
      if (step.nesterov()) {
        weights
            .getNDArrayInternal()
            .nagUpdate(inputs, updated, rate, decay, RESCALE, CLIP, momentum);
      } else {
        weights
            .getNDArrayInternal()
            .sgdUpdate(inputs, updated, rate, decay, RESCALE, CLIP, momentum, LAZY);
      }
      return NDArrays.stack(new NDList(weights, state.div(ofVelocity)));
    };
  }

  /**
   * DJL corrects the bias of both moments in the learning rate, so that its ε is added to the root
   * of the uncorrected one.
   */
  Formula adam(Adam adam) {
    float rate = (float) adam.learningRate();
    float beta1 = (float) adam.beta1();
    float beta2 = (float) adam.beta2();
    double correction1 = 1 - Math.pow(beta1, adam.step());
    double correction2 = Math.sqrt(1 - Math.pow(beta2, adam.step()));
    float corrected = (float) (rate * correction2 / correction1);
    float epsilon = (float) (adam.epsilon() * correction2);
    return operands -> {
      NDArray weights = operands.get(0).duplicate();
      NDArray first = operands.get(2).duplicate();
      NDArray second = operands.get(3).duplicate();
      weights
          .getNDArrayInternal()
          .adamUpdate(
              new NDList(weights, operands.get(1), first, second),
              new NDList(weights),
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
      return NDArrays.stack(new NDList(weights, first, second));
    };
  }
}

package dev.assay.adapters.djl;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.Arrays;
import java.util.List;

/** Where DJL 0.36.0 itself is known to be wrong, whatever the engine. */
public final class Divergences {
  private static final String LOSS =
      "https://github.com/deepjavalibrary/djl/blob/v0.35.1/api/src/main/java/ai/djl/training/loss/"
          + "SigmoidBinaryCrossEntropyLoss.java";

  public static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "binary-cross-entropy-from-sigmoid",
              "SigmoidBinaryCrossEntropyLoss(fromSigmoid=true) computes t·log p + (1 − t)·(1 − p):"
                  + " the sign and the second logarithm are missing, so training maximises the loss",
              LOSS,
              Problem.parse("binary-cross-entropy-of-probabilities shape=1 fill=integer"),
              problem -> problem.operation() instanceof BinaryCrossEntropyOfProbabilities,
              // Off by (1 − t)·(1 − p), which is below 1, less up to twice the right one; of the
              // gradient the two terms have opposite signs, and each is off by up to twice itself.
              problem ->
                  problem.direction().isBackward()
                      ? List.of(new Symptom.Inexact(0, 2))
                      : List.of(new Symptom.Inexact(1, 0), new Symptom.Inexact(0, 2))),
          new KnownDivergence(
              "binary-cross-entropy-gradient-at-zero",
              "at a logit of 0 the gradient is −t instead of ½ − t: ReLU and absolute value, of which"
                  + " the loss is made, have gradient 0 there",
              LOSS,
              Problem.parse("binary-cross-entropy backward-data shape=1 fill=integer seed=4"),
              problem ->
                  problem.operation() instanceof BinaryCrossEntropy
                      && problem.direction().isBackward()
                      && problem.fill() == Fill.INTEGER,
              // Targets beside integers are 0 and 1.
              (problem, inputs) ->
                  Arrays.stream(inputs.get().get(0).values()).anyMatch(logit -> logit == 0)
                      ? List.of(new Symptom.Scaled(0), new Symptom.Scaled(2))
                      : List.of()));

  private Divergences() {}
}

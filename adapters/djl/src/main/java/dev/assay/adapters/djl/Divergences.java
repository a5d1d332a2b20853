package dev.assay.adapters.djl;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Where DJL 0.36.0 itself is known to be wrong, whatever the engine. */
public final class Divergences {
  private static final String LOSS =
      "https://github.com/deepjavalibrary/djl/blob/v0.35.1/api/src/main/java/ai/djl/training/loss/"
          + "SigmoidBinaryCrossEntropyLoss.java";

  public static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "binary-cross-entropy-from-sigmoid",
              "SigmoidBinaryCrossEntropyLoss(fromSigmoid=true) computes t·log p + (1 − t)·log(1 − p)"
                  + " without the minus sign, so that training maximises the loss; a weight of −1"
                  + " makes it right",
              List.of(
                  LOSS + "#L72-L75",
                  "https://github.com/deepjavalibrary/djl/issues/1316",
                  "https://github.com/deepjavalibrary/djl/pull/1345"),
              Problem.parse("binary-cross-entropy-of-probabilities shape=1 fill=integer"),
              problem -> problem.operation() instanceof BinaryCrossEntropyOfProbabilities,
              new Symptom.Scaled(-1)),
          new KnownDivergence(
              "binary-cross-entropy-gradient-at-zero",
              "at a logit of 0 the gradient is −t instead of ½ − t: ReLU and absolute value, of which"
                  + " the loss is made, have gradient 0 there",
              List.of(LOSS + "#L67-L70"),
              Problem.parse("binary-cross-entropy backward-data shape=1 fill=integer seed=4"),
              problem ->
                  problem.operation() instanceof BinaryCrossEntropy
                      && problem.direction().isBackward()
                      && problem.fill() == Fill.INTEGER,
              // Targets beside integers are 0 and 1.
              (problem, inputs) ->
                  List.of(
                      atZero(inputs.get(), 0, new Symptom.Scaled(0)),
                      atZero(inputs.get(), 1, new Symptom.Scaled(2)))));

  private Divergences() {}

  private static Symptom atZero(List<Tensor> inputs, int target, Symptom symptom) {
    Tensor logits = inputs.get(0);
    Tensor targets = inputs.get(1);
    BitSet elements = new BitSet();
    IntStream.range(0, logits.size())
        .filter(i -> logits.get(i) == 0 && targets.get(i) == target)
        .forEach(elements::set);
    return new Symptom.Part("where x is 0 and t is " + target, 0, elements, symptom);
  }
}

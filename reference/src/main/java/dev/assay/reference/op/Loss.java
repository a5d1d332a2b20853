package dev.assay.reference.op;

/** A loss: one number, the mean over the examples of a batch. */
public sealed interface Loss extends Operation
    permits BinaryCrossEntropy,
        BinaryCrossEntropyOfProbabilities,
        CrossEntropy,
        CrossEntropyOfProbabilities,
        MeanSquaredError {

  @Override
  default Examples examples() {
    return Examples.MIXED;
  }
}

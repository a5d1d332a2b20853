package dev.assay.reports.images;

/**
 * Images that a network was not trained on, which tell what it has learned.
 *
 * @param batch how many go through the network at once
 */
public record TestImages(ImageInput input, int count, int batch) {

  /** The share of images whose class a backend names. */
  double accuracy(Computation backend, TrainingState state) throws Computation.NoResults {
    Classification classification =
        new Classification(input, state.network(), 0, count, Math.min(batch, count));
    return classification.accuracy(classification.classify(backend));
  }
}

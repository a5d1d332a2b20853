package dev.assay.reports.cli;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Inference;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Images in batches, classified by the reference first. A backend must then give the same logits
 * within the reference's bound, and so name the same class wherever the best one is ahead of the
 * next by more than the two together may be off.
 */
final class Classification {
  private final ImageOptions.Input input;
  private final List<Tensor> weights;
  private final int first;
  private final int count;
  private final int batch;
  private final List<Oracle> oracles = new ArrayList<>();
  private final Logits reference;
  private final boolean[] decided;

  /**
   * @param weights every parameter, then the running statistics
   * @param first the image to begin with; images are numbered from it on
   * @param count how many images
   * @param batch how many go through the network at once
   */
  Classification(ImageOptions.Input input, List<Tensor> weights, int first, int count, int batch) {
    this.input = input;
    this.weights = weights;
    this.first = first;
    this.count = count;
    this.batch = batch;
    this.reference = new Logits(input.network().classes());
    this.decided = new boolean[count];
  }

  /** A batch of as many images as are left. */
  Problem problem(int from) {
    int n = Math.min(batch, count - from);
    return Problem.of(
        new Inference(input.network(), n, input.images().size()), Direction.FORWARD, Fill.REAL, 0);
  }

  private List<Tensor> inputs(int from) {
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(
        input.images().batch(first + from, Math.min(batch, count - from), input.normalization()));
    inputs.addAll(weights);
    return inputs;
  }

  /**
   * Classifies all images by the reference.
   *
   * @param progress told how many images are done
   */
  void computeReference(IntConsumer progress) {
    for (int from = 0; from < count; from += batch) {
      Problem problem = problem(from);
      Oracle oracle = new Oracle(problem, inputs(from));
      oracles.add(oracle);
      reference.add(oracle.results().get(0).values());
      Gauge gauge = new Gauge();
      oracle.element(0, 0, gauge);
      double bound = oracle.bound(gauge); // the same for the whole batch
      int end = Math.min(from + batch, count);
      for (int image = from; image < end; image++) {
        decided[image] = reference.margin(image) > 2 * bound;
      }
      progress.accept(end);
    }
  }

  Logits reference() {
    return reference;
  }

  /** Whether rounding cannot change the class that an image is taken for. */
  boolean decided(int image) {
    return decided[image];
  }

  /**
   * A backend's answer.
   *
   * @param worstShare the largest error of a logit as a share of its bound
   * @param others images of which it says another class than the reference
   */
  record Judgement(Logits logits, double worstShare, List<Integer> others) {}

  /** Classifies all images by a backend and compares. */
  Judgement judge(Computation backend, IntConsumer progress) throws Computation.NoResults {
    Logits logits = new Logits(input.network().classes());
    double worst = 0;
    for (int from = 0; from < count; from += batch) {
      List<float[]> results = backend.compute(problem(from), inputs(from));
      Comparison comparison = oracles.get(from / batch).compare(Sample.WHOLE, results);
      worst = Math.max(worst, comparison.worst().share());
      logits.add(results.get(0));
      progress.accept(logits.count());
    }
    List<Integer> others = new ArrayList<>();
    for (int image = 0; image < count; image++) {
      if (logits.top(image) != reference.top(image)) {
        others.add(image);
      }
    }
    return new Judgement(logits, worst, others);
  }

  /** Whether a backend is wrong. */
  boolean isWrong(Judgement judgement) {
    return judgement.worstShare > 1 || judgement.others.stream().anyMatch(this::decided);
  }

  /** The share of images whose class was named; NaN if nobody knows what they show. */
  double accuracy(Logits logits) {
    if (!input.images().labelled()) {
      return Double.NaN;
    }
    int right = 0;
    for (int image = 0; image < count; image++) {
      right += logits.top(image) == input.images().label(first + image) ? 1 : 0;
    }
    return (double) right / count;
  }
}

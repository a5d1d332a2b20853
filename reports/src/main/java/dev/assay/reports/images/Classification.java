package dev.assay.reports.images;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Inference;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Images in batches, classified by the reference first. A backend must then give the same logits
 * within the reference's bound, and so name the same class wherever the best one is ahead of the
 * next by more than the two together may be off. The bound is that of the precision of products
 * that the backend declares.
 */
public final class Classification {
  private final ImageInput input;
  private final List<Tensor> weights;
  private final int first;
  private final int count;
  private final int batch;
  private final Map<ProductPrecision, List<Batch>> batches = new EnumMap<>(ProductPrecision.class);
  private final Logits reference;

  /**
   * @param weights every parameter, then the running statistics
   * @param first the image to begin with; images are numbered from it on
   * @param count how many images
   * @param batch how many go through the network at once
   */
  public Classification(ImageInput input, List<Tensor> weights, int first, int count, int batch) {
    this.input = input;
    this.weights = weights;
    this.first = first;
    this.count = count;
    this.batch = batch;
    this.reference = new Logits(input.network().classes());
  }

  /** A batch of as many images as are left. */
  public Problem problem(int from) {
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
   * What the reference says of a batch.
   *
   * @param bound how far each of its logits may be off
   */
  private record Batch(Oracle oracle, double bound) {}

  /**
   * Classifies all images by the reference.
   *
   * @param progress told how many images are done
   */
  public void computeReference(IntConsumer progress) {
    List<Batch> all = compute(ProductPrecision.F32, progress);
    batches.put(ProductPrecision.F32, all);
    all.forEach(done -> reference.add(done.oracle.results().get(0).values()));
  }

  private List<Batch> compute(ProductPrecision precision, IntConsumer progress) {
    List<Batch> all = new ArrayList<>();
    for (int from = 0; from < count; from += batch) {
      Oracle oracle = new Oracle(problem(from), inputs(from), precision);
      Gauge gauge = new Gauge();
      oracle.element(0, 0, gauge);
      all.add(new Batch(oracle, oracle.bound(gauge))); // the same for the whole batch
      progress.accept(Math.min(from + batch, count));
    }
    return all;
  }

  Logits reference() {
    return reference;
  }

  /**
   * A backend's answer.
   *
   * @param worstShare the largest error of a logit as a share of its bound
   * @param others images of which it says another class than the reference
   * @param wrong those of them whose class rounding cannot change
   */
  public record Judgement(
      Logits logits, double worstShare, List<Integer> others, List<Integer> wrong) {
    public boolean isWrong() {
      return worstShare > 1 || !wrong.isEmpty();
    }
  }

  /** Classifies all images by a backend; nothing is compared. */
  Logits classify(Computation backend) throws Computation.NoResults {
    Logits logits = new Logits(input.network().classes());
    for (int from = 0; from < count; from += batch) {
      logits.add(backend.compute(problem(from), inputs(from)).get(0));
    }
    return logits;
  }

  /** Classifies all images by a backend and compares. */
  public Judgement judge(Computation backend, IntConsumer progress) throws Computation.NoResults {
    Logits logits = new Logits(input.network().classes());
    double worst = 0;
    List<Batch> expected =
        batches.computeIfAbsent(backend.precision(), other -> compute(other, done -> {}));
    for (int from = 0; from < count; from += batch) {
      List<float[]> results = backend.compute(problem(from), inputs(from));
      Comparison comparison = expected.get(from / batch).oracle.compare(Sample.WHOLE, results);
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
    List<Integer> wrong =
        others.stream()
            .filter(image -> reference.margin(image) > 2 * expected.get(image / batch).bound)
            .toList();
    return new Judgement(logits, worst, others, wrong);
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

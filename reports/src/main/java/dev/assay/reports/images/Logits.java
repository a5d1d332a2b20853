package dev.assay.reports.images;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a network said of images: a number for each class, the larger the likelier. */
final class Logits {
  private final int classes;
  private final List<double[]> images = new ArrayList<>();

  Logits(int classes) {
    this.classes = classes;
  }

  /** Adds a batch, [n, classes]. */
  void add(double[] batch) {
    for (int from = 0; from < batch.length; from += classes) {
      images.add(java.util.Arrays.copyOfRange(batch, from, from + classes));
    }
  }

  /** Adds a batch, [n, classes]. */
  void add(float[] batch) {
    add(IntStream.range(0, batch.length).mapToDouble(i -> batch[i]).toArray());
  }

  int count() {
    return images.size();
  }

  /** The likeliest classes of an image, likeliest first. */
  List<Integer> top(int image, int k) {
    double[] logits = images.get(image);
    return IntStream.range(0, classes)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -logits[i]))
        .limit(k)
        .toList();
  }

  /** The likeliest class of an image. */
  int top(int image) {
    return top(image, 1).get(0);
  }

  /** How far the likeliest class of an image is ahead of the next. */
  double margin(int image) {
    List<Integer> best = top(image, 2);
    double[] logits = images.get(image);
    return best.size() < 2 ? Double.POSITIVE_INFINITY : logits[best.get(0)] - logits[best.get(1)];
  }

  /** How sure the network is of a class: the softmax of its logits. */
  double probability(int image, int of) {
    double[] logits = images.get(image);
    double largest = logits[top(image)];
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return Math.exp(logits[of] - largest) / sum;
  }
}

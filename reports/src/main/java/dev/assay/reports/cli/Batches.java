package dev.assay.reports.cli;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which images each step of a training sees. Batch follows batch, and after the last whole one of
 * an epoch comes the first of the next; all backends see the same.
 *
 * @param count how many images there are
 * @param size how many are in a batch, no more than there are
 * @param shuffle seed of the random order, another one in each epoch; empty for that of the files
 */
record Batches(int count, int size, OptionalLong shuffle) {

  /** How many steps an epoch has: images of a last batch that is not whole are left out. */
  int perEpoch() {
    return count / size;
  }

  /** The numbers of a step's images; the first step is 0. */
  int[] images(int step) {
    int first = step % perEpoch() * size;
    return Arrays.copyOfRange(order(step / perEpoch()), first, first + size);
  }

  private int[] order(int epoch) {
    IntStream inOrder = IntStream.range(0, count);
    if (shuffle.isEmpty()) {
      return inOrder.toArray();
    }
    List<Integer> images = inOrder.boxed().collect(Collectors.toList());
    long seed = new SplittableRandom(shuffle.getAsLong() + epoch).nextLong();
    Collections.shuffle(images, new Random(seed));
    return images.stream().mapToInt(Integer::intValue).toArray();
  }
}

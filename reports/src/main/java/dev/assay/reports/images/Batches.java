package dev.assay.reports.images;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which images each step of a training sees. Batch follows batch, and after the last whole one of
 * an epoch comes the first of the next; all backends see the same. To be used by one thread.
 */
public final class Batches {
  private final int count;
  private final int size;
  private final OptionalLong shuffle;

  /** The images of the epoch asked for last, in their order. */
  private int[] order = {};

  private int epoch = -1;

  /**
   * Batches of some images.
   *
   * @param count how many images there are
   * @param size how many are in a batch, no more than there are
   * @param shuffle seed of the random order, another one in each epoch; empty for that of the files
   */
  public Batches(int count, int size, OptionalLong shuffle) {
    this.count = count;
    this.size = size;
    this.shuffle = shuffle;
  }

  int size() {
    return size;
  }

  /** How many steps an epoch has: images of a last batch that is not whole are left out. */
  public int perEpoch() {
    return count / size;
  }

  /** The numbers of a step's images; the first step is 0. */
  int[] images(int step) {
    if (step / perEpoch() != epoch) {
      epoch = step / perEpoch();
      order = order();
    }
    int first = step % perEpoch() * size;
    return Arrays.copyOfRange(order, first, first + size);
  }

  private int[] order() {
    int[] images = IntStream.range(0, count).toArray();
    if (shuffle.isPresent()) {
      long seed = new SplittableRandom(shuffle.getAsLong() + epoch).nextLong();
      shuffle(images, new Random(seed));
    }
    return images;
  }

  /** As {@link java.util.Collections#shuffle} does it, for lists of boxed numbers. */
  private static void shuffle(int[] images, Random random) {
    for (int left = images.length; left > 1; left--) {
      int drawn = random.nextInt(left);
      int image = images[drawn];
      images[drawn] = images[left - 1];
      images[left - 1] = image;
    }
  }
}

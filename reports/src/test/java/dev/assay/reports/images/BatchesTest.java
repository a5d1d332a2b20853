package dev.assay.reports.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static List<Integer> epoch(Batches batches, int number) {
    int first = number * batches.perEpoch();
    return IntStream.range(first, first + batches.perEpoch())
        .flatMap(step -> Arrays.stream(batches.images(step)))
        .boxed()
        .toList();
  }

  @Test
  void batchFollowsBatchAndNoneIsLessThanWhole() {
    Batches batches = new Batches(7, 3, OptionalLong.empty());
    assertThat(batches.perEpoch()).isEqualTo(2);
    assertThat(batches.images(1)).containsExactly(3, 4, 5);
    assertThat(batches.images(2)).containsExactly(0, 1, 2);
  }

  @Test
  void shuffledEveryImageComesOnceInEachEpochAndTheOrdersDiffer() {
    Batches batches = new Batches(60, 6, OptionalLong.of(5));
    Integer[] all = IntStream.range(0, 60).boxed().toArray(Integer[]::new);
    assertThat(epoch(batches, 0)).containsExactlyInAnyOrder(all).isNotEqualTo(List.of(all));
    assertThat(epoch(batches, 1)).containsExactlyInAnyOrder(all).isNotEqualTo(epoch(batches, 0));
    assertThat(epoch(new Batches(60, 6, OptionalLong.of(5)), 1)).isEqualTo(epoch(batches, 1));
    assertThat(epoch(new Batches(60, 6, OptionalLong.of(6)), 0)).isNotEqualTo(epoch(batches, 0));
  }

  /** Whoever repeats a training of an earlier version sees the same. */
  @Test
  void theOrderIsThatOfALibrary() {
    List<Integer> expected = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
    Collections.shuffle(expected, new Random(new SplittableRandom(5 + 1).nextLong()));

    assertThat(epoch(new Batches(60, 6, OptionalLong.of(5)), 1)).isEqualTo(expected);
  }

  /** Each backend goes its own way through the epochs. */
  @Test
  void stepsMayBeAskedForInAnyOrder() {
    Batches batches = new Batches(60, 6, OptionalLong.of(5));
    int[] late = batches.images(11);

    assertThat(epoch(batches, 0)).isEqualTo(epoch(new Batches(60, 6, OptionalLong.of(5)), 0));
    assertThat(batches.images(11)).isEqualTo(late);
  }
}

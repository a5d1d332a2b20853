package dev.assay.verify.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  private static List<Problem> problems(Shard shard, long start, long end) {
    ProblemSource source = new ProblemSource("conv2d", 7, shard);
    source.skipTo(start);
    return Stream.generate(() -> source.next().value()).limit(source.remaining(end)).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void shardsTogetherTryEveryProblemOnce(int count) {
    List<Problem> together = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      together.addAll(problems(new Shard(index, count), 0, 500));
    }
    assertThat(together).containsExactlyInAnyOrderElementsOf(problems(Shard.WHOLE, 0, 500));
  }

  @Test
  void everyPositionIsOneShards() {
    for (long position = 0; position < 1000; position++) {
      long at = position;
      assertThat(IntStream.rangeClosed(1, 3).filter(i -> new Shard(i, 3).has(at))).hasSize(1);
    }
  }

  @Test
  void roundsGiveTheSameProblemsInTheSameOrder() {
    Shard shard = new Shard(2, 3);
    List<Problem> rounds = new ArrayList<>();
    List<Integer> ends = List.of(0, 5, 16, 32, 33, 100, 300);
    for (int i = 1; i < ends.size(); i++) {
      rounds.addAll(problems(shard, ends.get(i - 1), ends.get(i)));
    }
    assertThat(rounds).isEqualTo(problems(shard, 0, 300));
  }

  @Test
  void overlapIsThatOfTheirProblems() {
    for (int m = 1; m <= 6; m++) {
      for (int n = 1; n <= 6; n++) {
        for (int i = 1; i <= m; i++) {
          for (int j = 1; j <= n; j++) {
            Shard one = new Shard(i, m);
            Shard other = new Shard(j, n);
            boolean meet =
                IntStream.range(0, 36 * Shard.BLOCK).anyMatch(p -> one.has(p) && other.has(p));
            assertThat(one.overlaps(other)).as(one + " and " + other).isEqualTo(meet);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0/2", "3/2", "1/0", "-1/2", "a/b", "1/2/3", "1/99999"})
  void whatIsNoShardIsRefusedWithTheRemedy(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use i/n");
  }

  @Test
  void textIsRoundTripped() {
    assertThat(Shard.parse("2/3")).isEqualTo(new Shard(2, 3)).hasToString("2/3");
  }
}

package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RetimingTest {
  private final Map<String, Retiming.Timed> problems = new LinkedHashMap<>();
  private final List<String> order = new ArrayList<>();

  /** One of which so many iterations are disturbed, and which takes so long each time. */
  private void add(String problem, int disturbed, double seconds) {
    problems.put(problem, new Retiming.Timed(disturbed, seconds));
  }

  private void timeAll() throws IOException, InterruptedException {
    Retiming.timeAll(List.copyOf(problems.keySet()), this::time);
  }

  private Retiming.Timed time(String problem, int mostIterations) {
    order.add(problem + (mostIterations == Integer.MAX_VALUE ? "" : ": " + mostIterations));
    return Objects.requireNonNull(problems.get(problem));
  }

  @Test
  void whatWasDisturbedIsTimedAgainInTheEndForAsManyIterations() throws Exception {
    add("a", 0, 80);
    add("b", 3, 8);
    add("c", 0, 8);
    add("d", 1, 4);

    timeAll();

    assertThat(order).containsExactly("a", "b", "c", "d", "b: 3", "d: 1");
  }

  /** All take 117 s; a quarter of that is 29.25 s. */
  @Test
  void whatDoesNotFitIntoTheTimeForThatIsNot() throws Exception {
    add("calm", 0, 52);
    add("too long", 1, 30);
    add("fits", 1, 20);
    add("fits no more", 1, 10);
    add("fits still", 1, 5);

    timeAll();

    assertThat(order.subList(problems.size(), order.size()))
        .containsExactly("fits: 1", "fits still: 1");
  }
}

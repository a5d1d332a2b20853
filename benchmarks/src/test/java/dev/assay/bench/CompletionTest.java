package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.spi.Execution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a clock that only runs and fetching move. */
class CompletionTest {
  private long nanoTime;
  private int runs;
  private int resets;

  @Test
  void aRunThatIsOverWhenItReturnsIsLookedAtOnce() {
    Completion completion = completion(new Fake(1, 0, 0.5));

    assertThatCode(() -> completion.check()).doesNotThrowAnyException();
    assertThat(runs).isEqualTo(1);
    assertThat(resets).isEqualTo(1);
  }

  @Test
  void fetchingMayTakeLongerThanTheRun() {
    Completion completion = completion(new Fake(1, 0, 500));

    assertThatCode(() -> completion.check()).doesNotThrowAnyException();
    assertThat(completion.rest()).isZero();
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void whoeverFetchesWaitsForARunThatIsNotOver() {
    Completion completion = completion(new Fake(1, 3, 500));

    assertThatThrownBy(() -> completion.check())
        .isInstanceOfSatisfying(WithheldException.class, e -> assertThat(e.isWrong()).isFalse())
        .hasMessage("returns before it is done: after 1.00 ms, and its results take 3.00 ms more");
    assertThat(runs).isEqualTo(10);
  }

  @Test
  void aDisturbanceIsNoReturningEarly() {
    Completion completion =
        completion(
            new Fake(1, 0, 0) {
              @Override
              double left() {
                return runs < 5 ? 20 : 0;
              }
            });

    assertThatCode(() -> completion.check()).doesNotThrowAnyException();
    assertThat(runs).isEqualTo(5);
  }

  private Completion completion(Fake execution) {
    return Completion.of(execution, () -> nanoTime);
  }

  /** All in milliseconds. */
  private class Fake implements Execution {
    private final double work;
    private final double left;
    private final double fetching;
    private boolean pending;

    Fake(double work, double left, double fetching) {
      this.work = work;
      this.left = left;
      this.fetching = fetching;
    }

    double left() {
      return left;
    }

    @Override
    public void run() {
      runs++;
      pending = true;
      pass(work);
    }

    @Override
    public void reset() {
      resets++;
    }

    @Override
    public List<float[]> outputs() {
      pass(pending ? left() + fetching : fetching);
      pending = false;
      return List.of();
    }

    private void pass(double milliseconds) {
      nanoTime += Math.round(milliseconds * 1e6);
    }

    @Override
    public void close() {}
  }
}

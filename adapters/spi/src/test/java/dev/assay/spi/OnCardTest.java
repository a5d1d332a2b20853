package dev.assay.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OnCardTest {
  private final List<String> calls = new ArrayList<>();
  private final Execution execution =
      new Execution() {
        @Override
        public void run() {
          calls.add("run");
        }

        @Override
        public void reset() {
          calls.add("reset");
        }

        @Override
        public List<float[]> outputs() {
          calls.add("outputs");
          return List.of(new float[] {1});
        }

        @Override
        public OptionalDouble deviceSeconds() {
          calls.add("seconds");
          return OptionalDouble.of(2);
        }

        @Override
        public OptionalLong deviceBytes() {
          return OptionalLong.of(3);
        }

        @Override
        public Repeatability repeatability() {
          return Repeatability.PROMISED;
        }

        @Override
        public void close() {
          calls.add("close");
        }
      };

  @Test
  void whatItSaysIsWhatTheExecutionSays() {
    OnCard onCard = new OnCard(execution, this::call);

    assertThat(onCard.outputs().get(0)).containsExactly(1);
    assertThat(onCard.deviceSeconds()).hasValue(2);
    assertThat(onCard.deviceBytes()).hasValue(3);
    assertThat(onCard.repeatability()).isEqualTo(Repeatability.PROMISED);
  }

  @Test
  void theCardMakesAllCalls() {
    try (OnCard onCard = new OnCard(execution, this::call)) {
      onCard.run();
      onCard.reset();
      onCard.outputs();
      onCard.deviceSeconds();
    }

    assertThat(calls)
        .containsExactly(
            "card", "run", "card", "reset", "card", "outputs", "card", "seconds", "card", "close");
  }

  private <T> T call(Supplier<T> work) {
    calls.add("card");
    return work.get();
  }

  @Test
  void soWhatItMakesOfAFailureIsThrown() {
    OnCard onCard = new OnCard(execution, OnCardTest::refuse);

    assertThatThrownBy(onCard::run).isInstanceOf(UnsupportedProblemException.class);
  }

  private static <T> T refuse(Supplier<T> work) {
    throw new UnsupportedProblemException("not enough memory on the card");
  }
}

package dev.assay.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasesTest {
  private final Releases releases = new Releases();
  private final List<String> released = new ArrayList<>();

  private void add(String name) {
    releases.add(() -> released.add(name));
  }

  private void addFailing(String name) {
    releases.add(
        () -> {
          throw new IllegalStateException(name);
        });
  }

  @Test
  void theLatestComesFirstAndEachOnce() {
    add("array");
    add("descriptor");
    releases.close();
    releases.close();

    assertThat(released).containsExactly("descriptor", "array");
  }

  @Test
  void allIsReleasedThoughSomeOfItFails() {
    add("first");
    addFailing("later failure");
    add("second");
    addFailing("first failure");
    add("third");

    assertThatThrownBy(releases::close)
        .hasMessage("first failure")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("later failure"));
    assertThat(released).containsExactly("third", "second", "first");
  }

  @Test
  void anErrorStopsNothingEither() {
    add("first");
    releases.add(
        () -> {
          throw new NoSuchMethodError("destroy");
        });

    assertThatThrownBy(releases::close).isInstanceOf(NoSuchMethodError.class);
    assertThat(released).containsExactly("first");
  }

  /** What failed first is what is to be told. */
  @Test
  void afterAFailureItStaysTheFailure() {
    add("array");
    addFailing("cleaning up");
    Exception failure = new IllegalArgumentException("no such kernel");

    Releases.after(failure, releases::close);

    assertThat(failure)
        .hasMessage("no such kernel")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("cleaning up"));
    assertThat(released).containsExactly("array");
  }
}

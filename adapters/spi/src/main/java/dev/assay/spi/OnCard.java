package dev.assay.spi;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * An execution on a card. Its library is not the one to tell what a failure on a card means: each
 * call is made by the card.
 *
 * @param execution whose calls may fail, and may return before the card is done
 */
public record OnCard(Execution execution, Card card) implements Execution {

  /** Makes calls that have a card do things. */
  @FunctionalInterface
  public interface Card {
    /** Makes one, and sees to what it throws. */
    <T> T call(Supplier<T> work);
  }

  @Override
  public void run() {
    call(execution::run);
  }

  @Override
  public void reset() {
    call(execution::reset);
  }

  @Override
  public List<float[]> outputs() {
    return card.call(execution::outputs);
  }

  @Override
  public OptionalDouble deviceSeconds() {
    return card.call(execution::deviceSeconds);
  }

  @Override
  public OptionalLong deviceBytes() {
    return execution.deviceBytes();
  }

  @Override
  public Repeatability repeatability() {
    return execution.repeatability();
  }

  @Override
  public void close() {
    call(execution::close);
  }

  private void call(Runnable work) {
    card.call(
        () -> {
          work.run();
          return execution;
        });
  }
}

package dev.assay.adapters.dl4j.cuda;

import dev.assay.spi.Execution;
import java.util.List;

/**
 * An execution that is done when the card is.
 *
 * @param card where it computes
 * @param execution whose calls may return before
 */
record OnCard(Card card, Execution execution) implements Execution {

  @Override
  public void run() {
    card.call(
        () -> {
          execution.run();
          return execution;
        });
  }

  @Override
  public void reset() {
    execution.reset();
  }

  @Override
  public List<float[]> outputs() {
    return execution.outputs();
  }

  @Override
  public void close() {
    execution.close();
  }
}

package dev.assay.adapters.tensorflow;

import dev.assay.spi.Execution;
import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** A graph each of whose runs computes the same. */
final class GraphExecution implements Execution {
  private final ResidentGraph graph;
  private final Session.Runner runner;
  private final Results results;

  /**
   * Takes over a graph.
   *
   * @param outputs what a run computes
   * @param arrangements of the outputs
   */
  GraphExecution(
      ResidentGraph graph, List<Output<TFloat32>> outputs, List<Arrangement> arrangements) {
    this.graph = graph;
    this.runner = graph.runner(outputs);
    this.results = new Results(arrangements);
  }

  @Override
  public void run() {
    results.run(runner);
  }

  @Override
  public List<float[]> outputs() {
    return results.read();
  }

  @Override
  public void close() {
    results.close();
    graph.close();
  }
}

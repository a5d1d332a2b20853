package dev.assay.adapters.dl4j.samediff;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some variables of a graph, computed by a session, as {@code SameDiff.output} keeps one for each
 * thread. A session keeps the arrays in between for the next time; {@code SameDiff} has no way to
 * give them back.
 */
final class Outputs implements AutoCloseable {
  private final InferenceSession session;
  private final List<String> names;
  private final Map<String, INDArray> given;
  private Map<String, INDArray> computed = Map.of();

  /**
   * Computes nothing yet.
   *
   * @param variables which
   * @param given the placeholders
   */
  Outputs(SameDiff samediff, List<SDVariable> variables, Map<String, INDArray> given) {
    this.session = new InferenceSession(samediff);
    this.names = variables.stream().map(SDVariable::name).toList();
    this.given = given;
  }

  void compute() {
    release();
    computed = session.output(names, given, null, List.of(), List.of(), At.defaultAt());
  }

  /** What a variable came out as. */
  INDArray get(SDVariable variable) {
    return Objects.requireNonNull(computed.get(variable.name()), "not run");
  }

  private void release() {
    computed.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
    computed = Map.of();
  }

  @Override
  public void close() {
    release();
    session.getMmgr().close();
  }
}

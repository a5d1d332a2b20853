package dev.assay.reports.arrays;

import dev.assay.host.Answer;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Operand;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.record.OutputFolder;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A problem as arrays, for those who look into it without Assay: a backend's maintainers, who get
 * it with a report of a bug, or its user, who goes through it in Python. One file {@code
 * BACKEND.npz} holds
 *
 * <ul>
 *   <li>{@code inputs/NAME}: each operand, and {@code inputs/output gradient} of a backward
 *       direction, in float32;
 *   <li>{@code expected/NAME}: each result as the oracle computes it, in float64; of infinities and
 *       NaN others may be right as well;
 *   <li>{@code bound/NAME}: how far each of its elements may be off;
 *   <li>{@code actual/NAME}: what the backend gave, in float32, unless nothing came back;
 *   <li>{@code again/NAME}: what it gave in a second run, if that was anything else.
 * </ul>
 */
public final class ProblemArrays {
  private final Problem problem;
  private final List<Tensor> inputs;
  private final Optional<Reply.Computed> computed;

  /**
   * A problem and what became of it.
   *
   * @param answer to a request that asked for all elements
   */
  public ProblemArrays(Answer answer) {
    Request request = answer.request();
    problem = request.problem();
    inputs = request.resolveInputs();
    computed =
        answer instanceof Answer.Replied replied && replied.reply() instanceof Reply.Computed all
            ? Optional.of(all)
            : Optional.empty();
  }

  /**
   * Writes them.
   *
   * @return the file
   */
  public Path write(OutputFolder folder, String backend) {
    return folder.write(
        backend + ".npz",
        out -> {
          NpzFile file = new NpzFile(out);
          writeInputs(file);
          writeExpected(file);
          if (computed.isPresent()) {
            writeResults(file, "actual/", computed.get().results());
          }
          if (computed.flatMap(Reply.Computed::again).isPresent()) {
            writeResults(file, "again/", computed.get().again().orElseThrow());
          }
          file.finish();
        });
  }

  private void writeInputs(NpzFile file) throws IOException {
    List<String> names =
        new ArrayList<>(problem.operation().operands().stream().map(Operand::name).toList());
    names.add("output gradient");
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      file.add("inputs/" + names.get(i), NpyArray.ofFloats(input.shape(), input.toFloats()));
    }
  }

  private void writeExpected(NpzFile file) throws IOException {
    Oracle oracle = oracle(computed.map(Reply.Computed::precision).orElse(ProductPrecision.F32));
    List<Problem.Result> results = problem.results();
    for (int r = 0; r < results.size(); r++) {
      String name = results.get(r).name();
      file.add("expected/" + name, NpyArray.ofDoubles(oracle.result(r)));
      file.add("bound/" + name, NpyArray.ofDoubles(oracle.bounds(r)));
    }
  }

  /** The one by whose bounds a network that may be made of anything can be accused. */
  private Oracle oracle(ProductPrecision precision) {
    return problem.operation() instanceof Composite composite && !composite.network().isPublished()
        ? Oracle.thorough(problem, inputs, precision)
        : new Oracle(problem, inputs, precision);
  }

  private void writeResults(NpzFile file, String folder, List<float[]> values) throws IOException {
    List<Problem.Result> results = problem.results();
    for (int r = 0; r < results.size(); r++) {
      Problem.Result result = results.get(r);
      file.add(folder + result.name(), NpyArray.ofFloats(result.shape(), values.get(r)));
    }
  }
}

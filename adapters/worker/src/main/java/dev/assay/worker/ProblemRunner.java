package dev.assay.worker;

import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs problems on a backend in this process: how often, and what of the results is answered. */
public final class ProblemRunner {
  private final Backend backend;

  public ProblemRunner(Backend backend) {
    this.backend = backend;
  }

  /** Runs the problem of a request, or only classifies it. */
  public Reply answer(Request request) {
    Problem problem = request.problem();
    if (request.task() == Request.Task.CLASSIFY) {
      return new Reply.Classified(divergence(problem));
    }
    try (Execution execution = backend.prepare(problem, request.resolveInputs())) {
      execution.run();
      List<float[]> results = execution.outputs();
      boolean repeatable = true;
      // Sums of integers are exact in any order, so a second run could hardly differ.
      if (problem.fill() != Fill.INTEGER) {
        execution.run();
        List<float[]> again = execution.outputs();
        repeatable = same(results, again);
        results = again;
      }
      return new Reply.Computed(pick(request, problem, results), repeatable, divergence(problem));
    } catch (UnsupportedProblemException e) {
      return new Reply.Unsupported(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      return new Reply.Threw(describe(e), divergence(problem));
    }
  }

  private Optional<String> divergence(Problem problem) {
    return backend.knownDivergences().stream()
        .filter(known -> known.applies().test(problem))
        .map(KnownDivergence::id)
        .findFirst();
  }

  private static List<float[]> pick(Request request, Problem problem, List<float[]> results) {
    List<Problem.Result> expected = problem.results();
    if (results.size() != expected.size()) {
      throw new IllegalStateException(
          "the adapter gave " + results.size() + " results, not " + expected.size());
    }
    List<float[]> picked = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      float[] values = results.get(r);
      if (values.length != expected.get(r).shape().size()) {
        throw new IllegalStateException(
            String.format(
                "%s has %d elements, not %d (shape %s)",
                expected.get(r).name(),
                values.length,
                expected.get(r).shape().size(),
                expected.get(r).shape()));
      }
      if (!request.sample().whole()) {
        int[] positions = request.sample().positions().get(r);
        float[] sampled = new float[positions.length];
        for (int i = 0; i < sampled.length; i++) {
          sampled[i] = values[positions[i]];
        }
        values = sampled;
      }
      picked.add(values);
    }
    return picked;
  }

  private static boolean same(List<float[]> first, List<float[]> second) {
    for (int i = 0; i < first.size(); i++) {
      if (!Arrays.equals(first.get(i), second.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A throwable on one line, with its deepest cause, where natives put the reason. */
  static String describe(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String text = deepest.getMessage();
    if (deepest instanceof RuntimeException && text != null) {
      return oneLine(text);
    }
    return oneLine(deepest.toString());
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 500 ? line.substring(0, 500) + "…" : line;
  }
}

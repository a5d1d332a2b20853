package dev.assay.worker;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Unchecked;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.UnsupportedProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs problems on a backend in this process: how often, and what of the results is answered. */
public final class ProblemRunner {
  private static final List<String> OURS =
      List.of("dev.assay.reference.", "dev.assay.spi.", "dev.assay.adapters.", "dev.assay.worker.");

  private final Backend backend;
  private final ProductPrecision precision;
  private final List<KnownDivergence> divergences;

  public ProblemRunner(Backend backend) {
    this.backend = backend;
    this.precision = backend.description().precision();
    this.divergences = backend.knownDivergences();
  }

  /** Does what a request asks for. */
  public Reply answer(Request request) {
    return switch (request.task()) {
      case COMPUTE, RUN_ONCE -> compute(request);
      case CLASSIFY -> classify(request);
      case PROBE -> Unchecked.get(() -> probe(request));
    };
  }

  private Reply compute(Request request) {
    try {
      return run(request);
    } catch (FaultyDivergenceException e) {
      // Not the backend's fault, but nobody could say any more what is known of its results.
      return new Reply.Threw(String.valueOf(e.getMessage()), List.of());
    }
  }

  private Reply classify(Request request) {
    try {
      return new Reply.Classified(suspects(request));
    } catch (FaultyDivergenceException e) {
      System.err.println(e.getMessage());
      return new Reply.Classified(List.of());
    }
  }

  private Reply run(Request request) {
    Problem problem = request.problem();
    try (Execution execution = backend.prepare(problem, request.inputsToLoad())) {
      execution.run();
      List<float[]> results = execution.outputs();
      Optional<List<float[]>> again = Optional.empty();
      Repetition.Seen seen = Repetition.Seen.NOTHING;
      // Sums of integers are exact in any order, so a second run could hardly differ.
      if (request.task() == Request.Task.COMPUTE && problem.fill() != Fill.INTEGER) {
        execution.reset();
        execution.run();
        List<float[]> second = execution.outputs();
        seen = Repetition.Seen.of(results, second);
        if (seen == Repetition.Seen.OTHER_BITS) {
          again = Optional.of(request.sample().pick(problem, second));
        }
      }
      return new Reply.Computed(
          request.sample().pick(problem, results),
          again,
          new Repetition(execution.repeatability(), seen),
          suspects(request),
          precision);
    } catch (FaultyDivergenceException e) {
      throw e;
    } catch (UnsupportedProblemException e) {
      return new Reply.Unsupported(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      return lacksWhatIsCalled(e)
          ? new Reply.Unsupported("not in this version: " + describe(e))
          : new Reply.Threw(describe(e), suspects(request));
    }
  }

  private Reply probe(Request request) {
    try (Execution execution = backend.prepare(request.problem(), request.inputsToLoad())) {
      execution.run();
      return new Reply.Accepted(
          execution.outputs().stream()
              .map(result -> result.length == 1 ? "1 number" : result.length + " numbers")
              .collect(Collectors.joining(", ")));
    } catch (UnsupportedProblemException e) {
      return new Reply.Unsupported(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      return isOurs(e) || lacksWhatIsCalled(e)
          ? new Reply.Unsupported("does not reach the backend: " + describe(e))
          : new Reply.Rejected(describe(e));
    }
  }

  /** Whether the library is of another version than the adapter was written for. */
  private static boolean lacksWhatIsCalled(Throwable thrown) {
    Throwable deepest = deepest(thrown);
    return deepest instanceof IncompatibleClassChangeError
        || deepest instanceof NoClassDefFoundError
        || deepest instanceof ClassNotFoundException;
  }

  /** Whether Assay's own code threw, before the backend could have an opinion. */
  private static boolean isOurs(Throwable thrown) {
    return Arrays.stream(deepest(thrown).getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
        .findFirst()
        .filter(name -> OURS.stream().anyMatch(name::startsWith))
        .isPresent();
  }

  /**
   * The known divergences that apply.
   *
   * @throws FaultyDivergenceException if one of them cannot tell
   */
  private List<Suspect> suspects(Request request) {
    return divergences.stream().flatMap(known -> suspect(known, request).stream()).toList();
  }

  private static Optional<Suspect> suspect(KnownDivergence known, Request request) {
    try {
      List<Symptom> symptoms = known.symptomsOf(request.problem(), request::resolveInputs);
      return symptoms.isEmpty() ? Optional.empty() : Optional.of(new Suspect(known.id(), symptoms));
    } catch (RuntimeException | LinkageError e) {
      throw new FaultyDivergenceException(known, e);
    }
  }

  /** What is known of a backend is faulty itself. */
  private static final class FaultyDivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FaultyDivergenceException(KnownDivergence known, Throwable cause) {
      super(
          "the known divergence " + known.id() + " does not tell its symptoms: " + describe(cause),
          cause);
    }
  }

  /** A throwable on one line, with its deepest cause, where natives put the reason. */
  static String describe(Throwable thrown) {
    Throwable deepest = deepest(thrown);
    String text = deepest.getMessage();
    if (deepest instanceof RuntimeException && text != null) {
      return oneLine(text);
    }
    return oneLine(deepest.toString());
  }

  private static Throwable deepest(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 500 ? line.substring(0, 500) + "…" : line;
  }
}

package dev.assay.verify;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Operand;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Excuse;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Symptom;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which elements of a problem look as known divergences say. */
final class Diagnosis implements Excuse {
  private final List<Explanation> explanations;

  private record Explanation(String divergence, Excuse excuse) {}

  Diagnosis(Request request, Reply.Computed computed) {
    this.explanations =
        computed.suspects().stream().flatMap(s -> of(s, request, computed.precision())).toList();
  }

  private static Stream<Explanation> of(
      Suspect suspect, Request request, ProductPrecision precision) {
    return suspect.symptoms().stream()
        .map(symptom -> new Explanation(suspect.id(), excuse(symptom, request, precision)));
  }

  /** The first that has such a symptom. */
  static Optional<String> first(List<Suspect> suspects, Predicate<Symptom> symptom) {
    return suspects.stream()
        .filter(suspect -> suspect.symptoms().stream().anyMatch(symptom))
        .map(Suspect::id)
        .findFirst();
  }

  @Override
  public boolean covers(Comparison.Worst element, Gauge expected) {
    return divergence(element, expected).isPresent();
  }

  /**
   * The first that explains an element.
   *
   * @param oracle that found it wrong
   */
  Optional<String> divergence(Comparison.Worst element, Oracle oracle) {
    Gauge expected = new Gauge();
    oracle.element(element.result(), element.index(), expected);
    return divergence(element, expected);
  }

  private Optional<String> divergence(Comparison.Worst element, Gauge expected) {
    return explanations.stream()
        .filter(explanation -> explanation.excuse.covers(element, expected))
        .map(Explanation::divergence)
        .findFirst();
  }

  private static Excuse excuse(Symptom symptom, Request request, ProductPrecision precision) {
    if (symptom instanceof Symptom.Garbage) {
      return (element, expected) -> true;
    }
    if (symptom instanceof Symptom.NonFinite) {
      return (element, expected) ->
          expected.isInfiniteOrNan()
              || !Double.isFinite(element.expected())
              || !Double.isFinite(element.actual());
    }
    if (symptom instanceof Symptom.Inexact inexact) {
      return (element, expected) -> {
        double allowed =
            element.bound() + inexact.absolute() + inexact.relative() * expected.magnitude();
        return Double.isFinite(allowed)
            && Math.abs(element.actual() - element.expected()) <= allowed;
      };
    }
    if (symptom instanceof Symptom.AsIf asIf) {
      Oracle other =
          new Oracle(asIf.other(), inputs(asIf.other(), request.resolveInputs()), precision);
      return (element, expected) ->
          other.share(element.result(), element.index(), element.actual()) <= 1;
    }
    return NONE;
  }

  /** The same numbers in the shapes of another problem. */
  private static List<Tensor> inputs(Problem other, List<Tensor> inputs) {
    List<Tensor> reshaped = new ArrayList<>();
    for (Operand operand : other.operation().operands()) {
      reshaped.add(inputs.get(reshaped.size()).reshape(operand.shape()));
    }
    if (other.direction().isBackward()) {
      reshaped.add(inputs.get(reshaped.size()).reshape(other.operation().outputShape()));
    }
    return reshaped;
  }
}

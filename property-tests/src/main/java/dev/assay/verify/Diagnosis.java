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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which elements of a problem look as known divergences say. Two may meet in one element: results
 * of another problem with a NaN where that has none.
 */
final class Diagnosis implements Excuse {
  private final List<Explanation> ofItself;
  private final List<Explanation> ofAnother;

  private record Explanation(String divergence, Excuse excuse) {}

  Diagnosis(Request request, Reply.Computed computed) {
    ProductPrecision precision = computed.precision();
    this.ofItself = explanations(computed.suspects(), Diagnosis::excuse);
    this.ofAnother =
        explanations(
            computed.suspects(),
            symptom ->
                symptom instanceof Symptom.AsIf asIf
                    ? asIf(oracle(asIf.other(), request, precision))
                    : NONE);
  }

  private static List<Explanation> explanations(
      List<Suspect> suspects, Function<Symptom, Excuse> excuse) {
    return suspects.stream()
        .flatMap(
            suspect ->
                suspect.symptoms().stream()
                    .map(symptom -> new Explanation(suspect.id(), excuse.apply(symptom))))
        .toList();
  }

  /** The first that has such a symptom, be it in a part of the results alone. */
  static Optional<String> first(List<Suspect> suspects, Predicate<Symptom> symptom) {
    return suspects.stream()
        .filter(suspect -> suspect.symptoms().stream().map(Diagnosis::ofElements).anyMatch(symptom))
        .map(Suspect::id)
        .findFirst();
  }

  /** That no suspect explains it, in words; nothing where there is none. */
  static String unlike(List<Suspect> suspects) {
    return suspects.isEmpty()
        ? ""
        : suspects.stream()
            .map(Suspect::id)
            .collect(
                Collectors.joining(" or ", "; it is known to be wrong here, but not so, by ", ""));
  }

  /** What single elements look like, wherever they are. */
  private static Symptom ofElements(Symptom symptom) {
    return symptom instanceof Symptom.Part part ? ofElements(part.symptom()) : symptom;
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
    return Stream.of(ofItself, ofAnother)
        .flatMap(List::stream)
        .filter(explanation -> explanation.excuse.covers(element, expected))
        .map(Explanation::divergence)
        .findFirst();
  }

  private static Excuse excuse(Symptom symptom) {
    if (symptom instanceof Symptom.Garbage) {
      return (element, expected) -> true;
    }
    if (symptom instanceof Symptom.NonFinite) {
      return (element, expected) ->
          expected.allowsNan()
              || !Double.isFinite(element.expected())
              || !Double.isFinite(element.actual());
    }
    if (symptom instanceof Symptom.Inexact inexact) {
      return inexact(inexact);
    }
    if (symptom instanceof Symptom.Part part) {
      Excuse within = excuse(part.symptom());
      return (element, expected) ->
          part.holds(element.result(), element.index()) && within.covers(element, expected);
    }
    if (symptom instanceof Symptom.Scaled scaled) {
      return (element, expected) -> {
        double product = scaled.factor() * element.expected();
        double allowed = Math.abs(scaled.factor()) * element.bound() + 2 * Math.ulp(product);
        return Math.abs(element.actual() - product) <= allowed;
      };
    }
    return NONE;
  }

  private static Excuse inexact(Symptom.Inexact inexact) {
    return (element, expected) -> {
      double allowed =
          element.bound() + inexact.absolute() + inexact.relative() * expected.magnitude();
      return Double.isFinite(allowed) && Math.abs(element.actual() - element.expected()) <= allowed;
    };
  }

  /** What is right by another oracle, or wrong by that as it may be by the problem's own. */
  private Excuse asIf(Oracle other) {
    return (element, expected) -> {
      Gauge instead = new Gauge();
      Comparison.Worst found =
          other.judge(element.result(), element.index(), element.actual(), instead);
      return found.share() <= 1 || ofItself.stream().anyMatch(e -> e.excuse.covers(found, instead));
    };
  }

  private static Oracle oracle(Problem other, Request request, ProductPrecision precision) {
    return new Oracle(other, inputs(other, request.resolveInputs()), precision);
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

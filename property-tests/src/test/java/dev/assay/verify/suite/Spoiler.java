package dev.assay.verify.suite;

import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Computes a problem with one fault: solves another problem, or spoils its inputs or results. */
@FunctionalInterface
interface Spoiler {

  List<float[]> compute(Call call);

  /** Has the fault where a condition holds and is honest elsewhere. */
  default Spoiler when(Predicate<Call> condition) {
    return call -> condition.test(call) ? compute(call) : call.honest();
  }

  default Spoiler forward() {
    return when(call -> !call.backward());
  }

  default Spoiler backward() {
    return when(Call::backward);
  }

  /**
   * Solves another problem, whatever size its results have; backward only where the output's
   * gradient has its size.
   */
  static <O extends Operation> Spoiler resized(Class<O> type, UnaryOperator<O> other) {
    return call -> {
      try {
        O right = type.cast(call.problem().operation());
        O wrong = other.apply(right);
        boolean takesTheSame = !call.backward() || right.outputShape().equals(wrong.outputShape());
        return takesTheSame ? call.with(wrong).honest() : call.honest();
      } catch (InvalidOperationException e) {
        return call.honest();
      }
    };
  }

  /** Solves another problem where its inputs and output have the same shapes. */
  static <O extends Operation> Spoiler operation(Class<O> type, UnaryOperator<O> other) {
    return resized(type, other)
        .when(
            call -> {
              O right = type.cast(call.problem().operation());
              try {
                O wrong = other.apply(right);
                return right.operands().equals(wrong.operands())
                    && right.outputShape().equals(wrong.outputShape());
              } catch (InvalidOperationException e) {
                return false;
              }
            });
  }

  /** Spoils one operand, if the operation has so many, before it computes. */
  static Spoiler input(int position, BiFunction<Operation, Tensor, double[]> spoiled) {
    return call ->
        position < call.problem().operation().operands().size()
            ? call.with(
                    position,
                    spoiled.apply(call.problem().operation(), call.inputs().get(position)))
                .honest()
            : call.honest();
  }

  /** Spoils every number of all inputs before it computes. */
  static Spoiler everyInput(DoubleUnaryOperator spoiled) {
    return call -> {
      Call changed = call;
      for (int i = 0; i < call.inputs().size(); i++) {
        changed = changed.with(i, mapped(call.inputs().get(i), spoiled));
      }
      return changed.honest();
    };
  }

  /** Spoils the output's gradient before it computes. */
  static Spoiler outputGradient(DoubleUnaryOperator spoiled) {
    Spoiler spoiler =
        call -> call.with(call.inputs().size() - 1, mapped(call.g(), spoiled)).honest();
    return spoiler.backward();
  }

  /** Changes right results in place. */
  @FunctionalInterface
  interface Change {
    /**
     * Changes one result.
     *
     * @param operand whose gradient the result is, or {@link Problem.Result#OUTPUT}
     */
    void apply(Call call, int operand, float[] result);
  }

  /** Spoils all results. */
  static Spoiler results(Change change) {
    return call -> {
      List<float[]> results = new ArrayList<>(call.honest());
      List<Problem.Result> kinds = call.problem().results();
      for (int r = 0; r < results.size(); r++) {
        change.apply(call, kinds.get(r).operand(), results.get(r));
      }
      return results;
    };
  }

  /** Spoils the output, or the gradient of one operand. */
  static Spoiler result(int operand, Change change) {
    return results(
        (call, which, result) -> {
          if (which == operand) {
            change.apply(call, which, result);
          }
        });
  }

  /** Spoils the output. */
  static Spoiler output(Change change) {
    return result(Problem.Result.OUTPUT, change);
  }

  /** One element of a result, from what it should be. */
  @FunctionalInterface
  interface Element {
    double of(Call call, int index, double right);
  }

  /** Spoils the output, or the gradient of one operand, element by element. */
  static Spoiler elements(int operand, Element element) {
    return result(
        operand,
        (call, which, result) -> {
          for (int i = 0; i < result.length; i++) {
            result[i] = (float) element.of(call, i, result[i]);
          }
        });
  }

  /** Spoils the output element by element. */
  static Spoiler outputElements(Element element) {
    return elements(Problem.Result.OUTPUT, element);
  }

  /** Spoils all results element by element. */
  static Spoiler allElements(DoubleUnaryOperator spoiled) {
    return results(
        (call, which, result) -> {
          for (int i = 0; i < result.length; i++) {
            result[i] = (float) spoiled.applyAsDouble(result[i]);
          }
        });
  }

  private static double[] mapped(Tensor tensor, DoubleUnaryOperator spoiled) {
    double[] values = new double[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = spoiled.applyAsDouble(tensor.get(i));
    }
    return values;
  }
}

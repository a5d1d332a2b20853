package dev.assay.verify.suite;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Faults that any operation may have. */
final class GeneralFaults {
  private GeneralFaults() {}

  static List<Fault> of(String operation) {
    List<Fault> faults = new ArrayList<>();
    SPOILERS.forEach((name, spoiler) -> faults.add(new Fault(name, operation, spoiler)));
    faults.add(new Fault("two threads lose the last element", operation, LOSS, 2));
    return faults;
  }

  private static final Spoiler LOSS =
      Spoiler.results((call, operand, result) -> result[result.length - 1] = 0)
          .when(call -> call.threads() > 1);

  private static final Map<String, Spoiler> SPOILERS = new LinkedHashMap<>();

  static {
    precision();
    accuracy();
    tails();
    state();
    batches();
    gradients();
  }

  private static void precision() {
    SPOILERS.put("inputs rounded to bf16", Spoiler.everyInput(v -> Rounded.bits(v, 8)));
    SPOILERS.put("inputs rounded to TF32", Spoiler.everyInput(v -> Rounded.bits(v, 11)));
    SPOILERS.put("inputs rounded to f16", Spoiler.everyInput(Rounded::half));
    SPOILERS.put("results rounded to bf16", Spoiler.allElements(v -> Rounded.bits(v, 8)));
    SPOILERS.put("results rounded to f16", Spoiler.allElements(Rounded::half));
    SPOILERS.put(
        "output gradient rounded to bf16", Spoiler.outputGradient(v -> Rounded.bits(v, 8)));
    SPOILERS.put(
        "inputs rounded to TF32 from 256 elements on",
        Spoiler.everyInput(v -> Rounded.bits(v, 11)).when(call -> call.x().size() >= 256));
  }

  private static void accuracy() {
    SPOILERS.put("relative error of 1e-5", Spoiler.allElements(v -> v * (1 + 1e-5)));
    SPOILERS.put("absolute error of 1e-5", Spoiler.allElements(v -> v + 1e-5));
    SPOILERS.put("results below 1e-4 are 0", Spoiler.allElements(v -> Math.abs(v) < 1e-4 ? 0 : v));
    SPOILERS.put(
        "one element off by 1000 ulp",
        Spoiler.results(
            (call, operand, result) -> {
              int middle = result.length / 2;
              result[middle] += 1000 * Math.ulp(result[middle]);
            }));
    SPOILERS.put("results without their sign", Spoiler.allElements(Math::abs));
    SPOILERS.put(
        "NaN if the first input is 0",
        Spoiler.allElements(v -> Double.NaN).when(call -> call.x().get(0) == 0));
  }

  private static void tails() {
    SPOILERS.put("tail beyond a multiple of 8 not computed", zeroTail(8));
    SPOILERS.put("tail beyond a multiple of 16 not computed", zeroTail(16));
    SPOILERS.put("elements from the 1024th on not computed", zeroFrom(1024));
    SPOILERS.put("elements from the 4096th on not computed", zeroFrom(4096));
    SPOILERS.put(
        "results moved by one element",
        Spoiler.results(
            (call, operand, result) ->
                System.arraycopy(result.clone(), 0, result, 1, result.length - 1)));
  }

  private static Spoiler zeroTail(int lanes) {
    return Spoiler.results(
        (call, operand, result) -> {
          int whole = result.length / lanes * lanes;
          if (whole > 0) {
            Arrays.fill(result, whole, result.length, 0);
          }
        });
  }

  private static Spoiler zeroFrom(int first) {
    return Spoiler.results(
        (call, operand, result) ->
            Arrays.fill(result, Math.min(first, result.length), result.length, 0));
  }

  private static void state() {
    SPOILERS.put(
        "gradients accumulate over runs",
        Spoiler.allElements(v -> 2 * v).backward().when(call -> call.backward() && call.run() > 1));
    SPOILERS.put(
        "second run off by 1e-4",
        Spoiler.allElements(v -> v * (1 + 1e-4)).when(call -> call.run() > 1));
    SPOILERS.put(
        "first run gives zeros", Spoiler.allElements(v -> 0).when(call -> call.run() == 1));
    SPOILERS.put(
        "end of the buffer is of the problem before",
        Spoiler.results(
            (call, operand, result) -> {
              float[] right = result.clone();
              float[] before =
                  call.kept().getOrDefault(key(operand, result), new float[result.length]);
              int first = result.length - Math.max(1, result.length / 8);
              System.arraycopy(before, first, result, first, result.length - first);
              call.kept().put(key(operand, result), right);
            }));
    SPOILERS.put(
        "result of an earlier problem of the same parameters",
        Spoiler.results(
            (call, operand, result) -> {
              String key = call.problem().operation() + key(operand, result);
              float[] cached = call.kept().computeIfAbsent(key, absent -> result.clone());
              System.arraycopy(cached, 0, result, 0, result.length);
            }));
  }

  private static String key(int operand, float[] result) {
    return operand + ":" + result.length;
  }

  private static void batches() {
    SPOILERS.put(
        "all rows are the first",
        Spoiler.results(
            (call, operand, result) -> {
              int row = result.length / shape(call, operand).dimension(0);
              for (int i = row; i < result.length; i++) {
                result[i] = result[i % row];
              }
            }));
    SPOILERS.put(
        "last row of several not computed",
        Spoiler.results(
            (call, operand, result) -> {
              int rows = shape(call, operand).dimension(0);
              if (rows > 1) {
                Arrays.fill(result, result.length - result.length / rows, result.length, 0);
              }
            }));
  }

  private static Shape shape(Call call, int operand) {
    return operand == Problem.Result.OUTPUT
        ? call.problem().operation().outputShape()
        : call.problem().operation().operands().get(operand).shape();
  }

  private static void gradients() {
    SPOILERS.put("gradients doubled", Spoiler.allElements(v -> 2 * v).backward());
    SPOILERS.put("gradients of the wrong sign", Spoiler.allElements(v -> -v).backward());
    SPOILERS.put("output gradient taken as 1", Spoiler.outputGradient(v -> 1));
    SPOILERS.put(
        "output gradient without its last element",
        ((Spoiler)
                call -> {
                  double[] g = call.g().values().clone();
                  g[g.length - 1] = 0;
                  return call.with(call.inputs().size() - 1, g).honest();
                })
            .backward());
  }
}

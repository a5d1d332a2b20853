package dev.assay.reference.oracle;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.oracle.FloatProducts.Each;
import dev.assay.reference.oracle.FloatProducts.Side;
import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.function.IntFunction;

/** Convolutions and matrix products in float32: one element after the other, as a sum. */
final class FloatContractions {
  private static final float[] NOTHING = {};

  private final FloatSum sum;
  private final FactorRounding rounding;

  FloatContractions(FloatSum sum, FactorRounding rounding) {
    this.sum = sum;
    this.rounding = rounding;
  }

  /** The results of a problem of such an operation. */
  List<float[]> compute(Contraction o, Problem problem, List<float[]> inputs) {
    float[] x = inputs.get(Contraction.X);
    float[] w = inputs.get(Contraction.WEIGHTS);
    float[] g = inputs.get(inputs.size() - 1);
    FloatProducts products = FloatProducts.of(o);
    Each<float[]> factors = new Each<>(rounding.of(g), rounding.of(x), rounding.of(w));
    return problem.results().stream()
        .map(
            result ->
                switch (result.operand()) {
                  case Problem.Result.OUTPUT ->
                      sums(
                          products,
                          Side.OUTPUT,
                          factors,
                          o.outputShape().size(),
                          biases(o, inputs));
                  case Contraction.X -> sums(products, Side.INPUT, factors, x.length, i -> NOTHING);
                  case Contraction.WEIGHTS ->
                      sums(products, Side.WEIGHT, factors, w.length, i -> NOTHING);
                  default -> biasGradient(o, g);
                })
        .toList();
  }

  /**
   * What belongs to each element of a side: the sum, over its products, of what the two other sides
   * have for them.
   *
   * @param addend the last term of an element's sum, or nothing
   */
  private float[] sums(
      FloatProducts products,
      Side side,
      Each<float[]> factors,
      int size,
      IntFunction<float[]> addend) {
    Side one = side == Side.OUTPUT ? Side.INPUT : Side.OUTPUT;
    Side other = side == Side.WEIGHT ? Side.INPUT : Side.WEIGHT;
    float[] sums = new float[size];
    for (int i = 0; i < size; i++) {
      Each<int[]> positions = products.of(side, i);
      float[] last = addend.apply(i);
      float[] a = take(factors.of(one), positions.of(one), last.length);
      float[] b = take(factors.of(other), positions.of(other), last.length);
      if (last.length > 0) {
        a[a.length - 1] = last[0];
        b[b.length - 1] = 1;
      }
      sums[i] = sum.of(a, b);
    }
    return sums;
  }

  /** The values at these positions, and room for more. */
  private static float[] take(float[] values, int[] positions, int room) {
    float[] taken = new float[positions.length + room];
    for (int i = 0; i < positions.length; i++) {
      taken[i] = values[positions[i]];
    }
    return taken;
  }

  /** What of the bias is added to an output: neighbours of one channel share it, where any do. */
  private static IntFunction<float[]> biases(Contraction o, List<float[]> inputs) {
    if (!o.bias()) {
      return i -> NOTHING;
    }
    float[] bias = inputs.get(Contraction.BIAS);
    int neighbours = neighbours(o);
    return i -> new float[] {bias[i / neighbours % bias.length]};
  }

  private float[] biasGradient(Contraction o, float[] g) {
    int neighbours = neighbours(o);
    float[] gradient = new float[o.operands().get(Contraction.BIAS).shape().size()];
    for (int i = 0; i < gradient.length; i++) {
      float[] terms = new float[o.outputShape().dimension(0) * neighbours];
      for (int j = 0; j < terms.length; j++) {
        int image = j / neighbours;
        terms[j] = g[(image * gradient.length + i) * neighbours + j % neighbours];
      }
      gradient[i] = sum.of(terms);
    }
    return gradient;
  }

  private static int neighbours(Contraction o) {
    int ofImage = o.outputShape().size() / o.outputShape().dimension(0);
    return ofImage / o.operands().get(Contraction.BIAS).shape().size();
  }
}

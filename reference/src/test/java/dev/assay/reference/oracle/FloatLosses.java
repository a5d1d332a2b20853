package dev.assay.reference.oracle;

import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.LogSoftmax;
import java.util.List;

/** Log-softmax and the losses beside it in float32; what comes back is output, then gradient. */
final class FloatLosses {
  private final FloatSum sum;
  private final FloatMath math;

  FloatLosses(FloatSum sum, FloatMath math) {
    this.sum = sum;
    this.math = math;
  }

  List<float[]> logSoftmax(LogSoftmax o, float[] x, float[] g) {
    float[] output = new float[x.length];
    float[] gradient = new float[x.length];
    float beta = (float) o.beta();
    int step = o.shape().stride(o.axis());
    int length = o.shape().dimension(o.axis());
    for (int first = 0; first < x.length; first++) {
      if (first / step % length != 0) {
        continue;
      }
      float[] z = new float[length];
      float[] e = new float[length];
      float[] rowGradient = new float[length];
      float maximum = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < length; i++) {
        z[i] = beta * x[first + i * step];
        rowGradient[i] = g[first + i * step];
        maximum = Math.max(maximum, z[i]);
      }
      for (int i = 0; i < length; i++) {
        e[i] = math.exp(z[i] - maximum);
      }
      float total = sum.of(e);
      float logarithm = math.log(total);
      float gradients = sum.of(rowGradient);
      for (int i = 0; i < length; i++) {
        int position = first + i * step;
        output[position] =
            first % 2 == 0 ? z[i] - maximum - logarithm : z[i] - (maximum + logarithm);
        float probability = first % 3 == 0 ? e[i] / total : math.exp(output[position]);
        gradient[position] = beta * (rowGradient[i] - probability * gradients);
      }
    }
    return List.of(output, gradient);
  }

  List<float[]> crossEntropyOfProbabilities(
      CrossEntropyOfProbabilities o, float[] p, float[] t, float g) {
    float[] terms = new float[p.length];
    float[] gradient = new float[p.length];
    for (int i = 0; i < p.length; i++) {
      terms[i] = math.log(p[i]);
      gradient[i] = -(g / o.n()) * (i % 2 == 0 ? t[i] * (1 / p[i]) : t[i] / p[i]);
    }
    return List.of(new float[] {-sum.of(terms, t) / o.n()}, gradient);
  }

  List<float[]> binaryCrossEntropy(float[] x, float[] t, float g) {
    float[] terms = new float[x.length];
    float[] gradient = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      float e = math.exp(-Math.abs(x[i]));
      float logarithm = math.log(1 + e);
      // Both forms are in use; the second takes log σ(x) for itself.
      terms[i] =
          x.length % 2 == 0
              ? Math.max(x[i], 0) - x[i] * t[i] + logarithm
              : (1 - t[i]) * x[i] - (Math.min(x[i], 0) - logarithm);
      float sigmoid = x[i] < 0 ? e / (1 + e) : 1 / (1 + e);
      // Differentiated as a whole or term by term.
      float ofElement =
          i % 2 == 0 || x[i] == 0
              ? sigmoid - t[i]
              : (x[i] > 0 ? 1 : 0) - t[i] - Math.signum(x[i]) * (e / (1 + e));
      gradient[i] = g * ofElement / x.length;
    }
    return List.of(new float[] {sum.of(terms) / x.length}, gradient);
  }

  List<float[]> binaryCrossEntropyOfProbabilities(float[] p, float[] t, float g) {
    float[] terms = new float[p.length];
    float[] gradient = new float[p.length];
    for (int i = 0; i < p.length; i++) {
      terms[i] = -t[i] * math.log(p[i]) - (1 - t[i]) * math.log(1 - p[i]);
      float ofElement =
          i % 2 == 0 ? (1 - t[i]) / (1 - p[i]) - t[i] / p[i] : (p[i] - t[i]) / (p[i] * (1 - p[i]));
      gradient[i] = g / p.length * ofElement;
    }
    return List.of(new float[] {sum.of(terms) / p.length}, gradient);
  }
}

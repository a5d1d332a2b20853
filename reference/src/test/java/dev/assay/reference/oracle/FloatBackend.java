package dev.assay.reference.oracle;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * A backend in float32, written apart from the oracle: it lists the products that a result is the
 * sum of, and adds them up in some order. Its exponential, logarithm and hyperbolic tangent are off
 * by up to 4 ulp, as vector math libraries may be.
 */
public final class FloatBackend {
  private final FloatSum sum;
  private final FactorRounding rounding;
  private final FloatMath math;
  private final FloatLosses losses;
  private final RandomBits random = new RandomBits(1);

  public FloatBackend(FloatSum sum) {
    this(sum, FactorRounding.NONE);
  }

  /**
   * @param rounding of factors in convolutions and matrix products
   */
  public FloatBackend(FloatSum sum, FactorRounding rounding) {
    this(sum, rounding, new FloatMath());
  }

  private FloatBackend(FloatSum sum, FactorRounding rounding, FloatMath math) {
    this.sum = sum;
    this.rounding = rounding;
    this.math = math;
    this.losses = new FloatLosses(sum, math);
  }

  /** One that takes exponentials as powers of two. */
  public static FloatBackend byPowersOfTwo(FloatSum sum) {
    return new FloatBackend(sum, FactorRounding.NONE, new FloatMath.PowersOfTwo());
  }

  /** The results of a problem, from inputs that need not be its own. */
  public List<float[]> compute(Problem problem, List<float[]> inputs) {
    Operation operation = problem.operation();
    if (operation instanceof OneDimensional sequences) {
      return compute(
          Problem.of(sequences.ofHeightOne(), problem.direction(), problem.fill(), problem.seed()),
          inputs);
    }
    if (operation instanceof Contraction contraction) {
      return new FloatContractions(sum, rounding).compute(contraction, problem, inputs);
    }
    float[] g = inputs.get(inputs.size() - 1);
    List<float[]> all;
    if (operation instanceof AveragePool2d pool) {
      all = averages(problem, FloatPoolings.ofOneSlice(pool), inputs.get(0), g);
    } else if (operation instanceof AveragePool3d pool) {
      all = averages(problem, pool, inputs.get(0), g);
    } else if (operation instanceof MaxPool2d pool) {
      all = FloatPoolings.max(FloatPoolings.ofOneSlice(pool), inputs.get(0), g);
    } else if (operation instanceof MaxPool3d pool) {
      all = FloatPoolings.max(pool, inputs.get(0), g);
    } else if (operation instanceof Softmax softmax) {
      all = softmax(softmax, inputs.get(0), g);
    } else if (operation instanceof CrossEntropy crossEntropy) {
      all = crossEntropy(crossEntropy, inputs.get(0), inputs.get(1), g[0]);
    } else if (operation instanceof MeanSquaredError) {
      all = meanSquaredError(inputs.get(0), inputs.get(1), g[0]);
    } else if (operation instanceof LogSoftmax softmax) {
      all = losses.logSoftmax(softmax, inputs.get(0), g);
    } else if (operation instanceof CrossEntropyOfProbabilities crossEntropy) {
      all = losses.crossEntropyOfProbabilities(crossEntropy, inputs.get(0), inputs.get(1), g[0]);
    } else if (operation instanceof BinaryCrossEntropy) {
      all = losses.binaryCrossEntropy(inputs.get(0), inputs.get(1), g[0]);
    } else if (operation instanceof BinaryCrossEntropyOfProbabilities) {
      all = losses.binaryCrossEntropyOfProbabilities(inputs.get(0), inputs.get(1), g[0]);
    } else if (operation instanceof Concat concat) {
      all = FloatCopies.concat(concat, inputs.get(0), inputs.get(1), g);
    } else if (operation instanceof IdentityShortcut shortcut) {
      all = FloatCopies.identityShortcut(shortcut, inputs.get(0), g);
    } else if (operation instanceof Flatten) {
      all = List.of(inputs.get(0), g);
    } else if (operation instanceof OneHot oneHot) {
      all = List.of(FloatCopies.oneHot(oneHot, inputs.get(0)));
    } else if (operation instanceof ArgMax argMax) {
      all = List.of(FloatCopies.argMax(argMax, inputs.get(0)));
    } else if (operation instanceof Sgd sgd) {
      all = List.of(FloatUpdates.sgd(sgd, inputs.get(0), inputs.get(1)));
    } else if (operation instanceof Momentum momentum) {
      all = List.of(FloatUpdates.momentum(momentum, inputs));
    } else if (operation instanceof Adam adam) {
      all = List.of(FloatUpdates.adam(adam, inputs));
    } else if (operation instanceof RandomDropout dropout) {
      all = List.of(randomDropout(dropout, inputs));
    } else {
      List<float[]> normalized = new FloatNormalizations(sum).compute(operation, inputs);
      all = normalized.isEmpty() ? elementwise(operation, inputs, g) : normalized;
    }
    return problem.results().stream().map(result -> all.get(result.operand() + 1)).toList();
  }

  public static List<float[]> floats(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::toFloats).toList();
  }

  private List<float[]> averages(Problem problem, AveragePool3d pool, float[] x, float[] g) {
    return new FloatPoolings(sum).average(pool, x, g, problem.direction().isBackward());
  }

  private List<float[]> elementwise(Operation operation, List<float[]> inputs, float[] g) {
    float[] x = inputs.get(0);
    float[] output = new float[x.length];
    float[] gradient = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      float gi = g[i];
      if (operation instanceof Sigmoid) {
        float e = math.exp(-Math.abs(x[i]));
        float y = x[i] < 0 ? e / (1 + e) : 1 / (1 + e);
        output[i] = y;
        gradient[i] = gi * y * (1 - y);
      } else if (operation instanceof Tanh) {
        output[i] = math.inaccurate(Math.tanh(x[i]));
        gradient[i] = gi * (1 - output[i] * output[i]);
      } else if (operation instanceof LeakyRelu leaky) {
        float slope = (float) leaky.slope();
        output[i] = x[i] > 0 ? x[i] : slope * x[i];
        gradient[i] = x[i] > 0 ? gi : slope * gi;
      } else if (operation instanceof RandomizedLeakyRelu) {
        float slope = inputs.get(1)[i];
        output[i] = x[i] > 0 ? x[i] : slope * x[i];
        gradient[i] = x[i] > 0 ? gi : slope * gi;
      } else if (operation instanceof Dropout dropout) {
        float scale = 1 / (1 - (float) dropout.rate());
        output[i] = x[i] * (inputs.get(1)[i] * scale);
        gradient[i] = gi * inputs.get(1)[i] * scale;
      } else if (operation instanceof Add) {
        output[i] = x[i] + inputs.get(1)[i];
        gradient[i] = gi;
      } else if (operation instanceof Relu) {
        output[i] = Math.max(x[i], 0);
        gradient[i] = x[i] > 0 ? gi : 0;
      } else {
        throw new UnsupportedOperationException(operation.name());
      }
    }
    return List.of(output, gradient, gradient);
  }

  /** One mask for all inputs, with numbers that go on from run to run. */
  private float[] randomDropout(RandomDropout o, List<float[]> inputs) {
    int size = o.shape().size();
    float[] output = new float[o.outputShape().size()];
    float scale = 1 / (1 - (float) o.rate());
    for (int i = 0; i < size; i++) {
      boolean kept = random.unit() >= o.rate();
      for (int j = 0; j < inputs.size(); j++) {
        output[j * size + i] = kept ? inputs.get(j)[i] * scale : 0;
      }
    }
    return output;
  }

  private List<float[]> softmax(Softmax o, float[] x, float[] g) {
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
      float maximum = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < length; i++) {
        z[i] = beta * x[first + i * step];
        maximum = Math.max(maximum, z[i]);
      }
      float[] e = new float[length];
      for (int i = 0; i < length; i++) {
        e[i] = math.exp(z[i] - maximum);
      }
      float reciprocal = 1 / sum.of(e);
      float[] row = new float[length];
      float[] rowGradient = new float[length];
      for (int i = 0; i < length; i++) {
        row[i] = e[i] * reciprocal;
        output[first + i * step] = row[i];
        rowGradient[i] = g[first + i * step];
      }
      float dot = sum.of(rowGradient, row);
      for (int i = 0; i < length; i++) {
        // Both forms are in use.
        float inner = rowGradient[i] - dot;
        gradient[first + i * step] =
            beta * (i % 2 == 0 ? row[i] * inner : row[i] * rowGradient[i] - row[i] * dot);
      }
    }
    return List.of(output, gradient);
  }

  private List<float[]> crossEntropy(CrossEntropy o, float[] x, float[] t, float g) {
    float[] losses = new float[o.n()];
    float[] gradient = new float[x.length];
    for (int row = 0; row < o.n(); row++) {
      float maximum = Float.NEGATIVE_INFINITY;
      float[] e = new float[o.classes()];
      float[] logarithms = new float[o.classes()];
      float[] targets = new float[o.classes()];
      for (int i = 0; i < o.classes(); i++) {
        maximum = Math.max(maximum, x[row * o.classes() + i]);
      }
      for (int i = 0; i < o.classes(); i++) {
        e[i] = math.exp(x[row * o.classes() + i] - maximum);
      }
      float logarithm = math.log(sum.of(e));
      for (int i = 0; i < o.classes(); i++) {
        int position = row * o.classes() + i;
        logarithms[i] =
            row % 2 == 0 ? x[position] - maximum - logarithm : x[position] - (maximum + logarithm);
        targets[i] = t[position];
        gradient[position] = (math.exp(logarithms[i]) - targets[i]) * (g / o.n());
      }
      losses[row] = -sum.of(logarithms, targets);
    }
    return List.of(new float[] {sum.of(losses) / o.n()}, gradient);
  }

  private List<float[]> meanSquaredError(float[] x, float[] t, float g) {
    float[] differences = new float[x.length];
    float[] gradient = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      differences[i] = x[i] - t[i];
      gradient[i] = g * (2f / x.length) * differences[i];
    }
    return List.of(new float[] {sum.of(differences, differences) / x.length}, gradient);
  }
}

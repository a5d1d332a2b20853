package dev.assay.verify.suite;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.oracle.FloatBackend;
import dev.assay.reference.oracle.FloatPoolings;
import dev.assay.reference.oracle.FloatSum;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.network.FloatNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A backend that computes in float32 in an honest way of its own. */
final class HonestBackend extends OracleBackend {

  /** Computes all results of a problem; what it has no way of its own for, it leaves to sums. */
  @FunctionalInterface
  private interface Way {
    List<float[]> compute(Problem problem, List<float[]> inputs, FloatBackend sums);
  }

  private final String name;
  private final FactorRounding rounding;
  private final FloatBackend sums;
  private final Way way;
  private final List<KnownDivergence> divergences;

  private HonestBackend(String name, FloatSum sum, Way way, List<KnownDivergence> divergences) {
    this(name, FactorRounding.NONE, sum, way, divergences);
  }

  private HonestBackend(
      String name,
      FactorRounding rounding,
      FloatSum sum,
      Way way,
      List<KnownDivergence> divergences) {
    super(Device.CPU, 1);
    this.name = name;
    this.rounding = rounding;
    this.sums = new FloatBackend(sum, rounding);
    this.way = way;
    this.divergences = divergences;
  }

  /** One of each kind, to be used by one thread. */
  static List<HonestBackend> all() {
    List<HonestBackend> all = new ArrayList<>();
    for (FloatSum sum : FloatSum.values()) {
      String name = sum.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " sums";
      all.add(new HonestBackend(name, sum, (p, in, sums) -> sums.compute(p, in), List.of()));
    }
    all.add(
        new HonestBackend(
            "im2col and matrix products", FloatSum.FORWARD, HonestBackend::im2col, List.of()));
    all.add(
        new HonestBackend(
            "other formulas", FloatSum.LANES, HonestBackend::otherFormulas, List.of()));
    FloatBackend powers = FloatBackend.byPowersOfTwo(FloatSum.LANES);
    all.add(
        new HonestBackend(
            "exponentials by powers of two",
            FloatSum.LANES,
            (p, in, sums) -> (takesExponentials(p.operation()) ? powers : sums).compute(p, in),
            List.of()));
    all.add(
        new HonestBackend(
            "subnormals flushed to 0", FloatSum.FUSED, HonestBackend::flushing, List.of()));
    all.add(shortFactors("TF32, to nearest, declared", FactorRounding.TF32_TO_NEAREST));
    all.add(shortFactors("TF32, cut off, declared", FactorRounding.TF32_CUT_OFF));
    all.add(shortFactors("bf16, cut off, declared", FactorRounding.BF16_CUT_OFF));
    all.add(
        new HonestBackend(
            "Winograd F(2×2, 3×3), declared",
            FloatSum.FORWARD,
            HonestBackend::winograd,
            List.of(Winograd.DIVERGENCE)));
    return all;
  }

  private static boolean takesExponentials(Operation operation) {
    return operation instanceof Softmax
        || operation instanceof LogSoftmax
        || operation instanceof CrossEntropy
        || operation instanceof Sigmoid
        || operation instanceof BinaryCrossEntropy;
  }

  private static HonestBackend shortFactors(String name, FactorRounding rounding) {
    return new HonestBackend(
        name, rounding, FloatSum.WIDE_LANES, (p, in, sums) -> sums.compute(p, in), List.of());
  }

  @Override
  public Description description() {
    Description said = super.description();
    return new Description(said.device(), said.threads(), said.facts(), rounding.precision());
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    try {
      return problem.operation() instanceof Composite network
          ? FloatNetwork.results(
              network, inputs, (whole, node, layer, in) -> way.compute(layer, in, sums))
          : way.compute(problem, FloatBackend.floats(inputs), sums);
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedProblemException("no float32 implementation of " + e.getMessage());
    }
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return divergences;
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<float[]> im2col(Problem problem, List<float[]> inputs, FloatBackend sums) {
    if (problem.operation() instanceof Conv2d conv) {
      return new Im2col(conv).compute(problem, inputs);
    }
    // A fully connected layer is a convolution of one pixel.
    if (problem.operation() instanceof Linear o) {
      return new Im2col(Im2col.pixel(o)).compute(problem, inputs);
    }
    return sums.compute(problem, inputs);
  }

  private static List<float[]> winograd(Problem problem, List<float[]> inputs, FloatBackend sums) {
    return Winograd.DIVERGENCE.applies().test(problem)
        ? List.of(Winograd.by2((Conv2d) problem.operation()).forward(inputs))
        : sums.compute(problem, inputs);
  }

  private static List<float[]> flushing(Problem problem, List<float[]> inputs, FloatBackend sums) {
    List<float[]> results =
        sums.compute(problem, inputs.stream().map(HonestBackend::flush).toList());
    return results.stream().map(HonestBackend::flush).toList();
  }

  private static float[] flush(float[] values) {
    float[] flushed = values.clone();
    for (int i = 0; i < flushed.length; i++) {
      flushed[i] = Math.abs(flushed[i]) < Float.MIN_NORMAL ? 0 : flushed[i];
    }
    return flushed;
  }

  private static List<float[]> otherFormulas(
      Problem problem, List<float[]> inputs, FloatBackend sums) {
    boolean forward = !problem.direction().isBackward();
    if (forward && problem.operation() instanceof Softmax softmax) {
      return List.of(byLogarithm(softmax, inputs.get(0)));
    }
    Operation operation = OneDimensional.onImages(problem.operation());
    if (forward && operation instanceof AveragePool2d pool && !pool.countPad()) {
      AveragePool3d volume = FloatPoolings.ofOneSlice(pool);
      return List.of(FloatPoolings.divideFirst(volume, inputs.get(0)));
    }
    if (forward && operation instanceof AveragePool3d pool && !pool.countPad()) {
      return List.of(FloatPoolings.divideFirst(pool, inputs.get(0)));
    }
    if (forward && problem.operation() instanceof MeanSquaredError) {
      return List.of(runningMean(squares(inputs.get(0), inputs.get(1))));
    }
    if (forward && problem.operation() instanceof BinaryCrossEntropy) {
      return List.of(runningMean(binaryCrossEntropies(inputs.get(0), inputs.get(1))));
    }
    return sums.compute(problem, inputs);
  }

  /** e^(βx − max − log Σ): no quotient. */
  private static float[] byLogarithm(Softmax o, float[] x) {
    float[] y = new float[x.length];
    float beta = (float) o.beta();
    int step = o.shape().stride(o.axis());
    int length = o.shape().dimension(o.axis());
    for (int first = 0; first < x.length; first++) {
      if (first / step % length == 0) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
          maximum = Math.max(maximum, beta * x[first + i * step]);
        }
        float sum = 0;
        for (int i = 0; i < length; i++) {
          sum += (float) Math.exp(beta * x[first + i * step] - maximum);
        }
        float logarithm = (float) Math.log(sum);
        for (int i = 0; i < length; i++) {
          y[first + i * step] = (float) Math.exp(beta * x[first + i * step] - maximum - logarithm);
        }
      }
    }
    return y;
  }

  private static float[] squares(float[] x, float[] t) {
    float[] squares = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      squares[i] = (x[i] - t[i]) * (x[i] - t[i]);
    }
    return squares;
  }

  private static float[] binaryCrossEntropies(float[] x, float[] t) {
    float[] entropies = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      float logarithm = (float) Math.log1p((float) Math.exp(-Math.abs(x[i])));
      entropies[i] = Math.max(x[i], 0) - x[i] * t[i] + logarithm;
    }
    return entropies;
  }

  /** Each value divided by their number before it is added. */
  private static float[] runningMean(float[] values) {
    float mean = 0;
    for (float value : values) {
      mean += value / values.length;
    }
    return new float[] {mean};
  }
}

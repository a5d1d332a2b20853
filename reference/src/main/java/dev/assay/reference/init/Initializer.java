package dev.assay.reference.init;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;

/**
 * A rule for initial weights. The same seed gives the same float32 numbers on every JDK.
 *
 * <p>Fans are those of weights [out, in] or [out, in, kernel…]: a unit has in·K inputs and feeds
 * out·K others, K being the volume of the kernel.
 */
public sealed interface Initializer {

  /** The rules as they are typed, for messages. */
  String NAMES =
      "he-uniform, he-normal, xavier-uniform, xavier-normal (Glorot's), uniform:BOUND,"
          + " normal:DEVIATION, constant:VALUE";

  /**
   * A rule by its name: {@code he-uniform}, {@code normal:0.01}.
   *
   * @throws IllegalArgumentException if it is none of {@link #NAMES}
   */
  static Initializer parse(String text) {
    return switch (text) {
      case "he-uniform" -> new HeUniform();
      case "he-normal" -> new HeNormal();
      case "xavier-uniform" -> new XavierUniform();
      case "xavier-normal" -> new XavierNormal();
      default -> parseWithNumber(text);
    };
  }

  private static Initializer parseWithNumber(String text) {
    String[] parts = text.split(":", 2);
    double number = parts.length == 2 ? number(parts[1]) : Double.NaN;
    return switch (parts.length == 2 ? parts[0] : "") {
      case "uniform" -> new Uniform(number);
      case "normal" -> new Normal(number);
      case "constant" -> new Constant(number);
      default ->
          throw new IllegalArgumentException("'" + text + "' is no rule for weights; use " + NAMES);
    };
  }

  private static double number(String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("'" + text + "' is not finite");
    }
    return number;
  }

  /**
   * One weight.
   *
   * @throws IllegalArgumentException if the rule asks for a fan out that the shape does not have
   */
  double draw(Shape shape, RandomBits random);

  /**
   * All weights of a shape.
   *
   * @throws IllegalArgumentException if the rule asks for a fan out that the shape does not have
   */
  default Tensor weights(Shape shape, long seed) {
    RandomBits random = new RandomBits(seed);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw(shape, random);
    }
    return new Tensor(shape, values);
  }

  /** The same number everywhere: all units of a layer then learn the same. */
  record Constant(double value) implements Initializer {
    @Override
    public double draw(Shape shape, RandomBits random) {
      return value;
    }
  }

  /** Uniform in [−bound, bound); variance bound²/3. */
  record Uniform(double bound) implements Initializer {
    @Override
    public double draw(Shape shape, RandomBits random) {
      return (2 * random.unit() - 1) * bound;
    }
  }

  /** Normal with mean 0, by Box and Muller's transform. */
  record Normal(double deviation) implements Initializer {
    @Override
    public double draw(Shape shape, RandomBits random) {
      // In (0, 1], where the logarithm is finite. StrictMath is the same on every JDK.
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.unit()));
      return deviation * radius * StrictMath.cos(2 * Math.PI * random.unit());
    }
  }

  /** Glorot &amp; Bengio 2010: uniform with bound √(6 / (fan in + fan out)). */
  record XavierUniform() implements Initializer {
    @Override
    public double draw(Shape shape, RandomBits random) {
      return new Uniform(Math.sqrt(6.0 / (fanIn(shape) + fanOut(shape)))).draw(shape, random);
    }
  }

  /** Glorot &amp; Bengio 2010: normal with variance 2 / (fan in + fan out). */
  record XavierNormal() implements Initializer {
    @Override
    public double draw(Shape shape, RandomBits random) {
      return new Normal(Math.sqrt(2.0 / (fanIn(shape) + fanOut(shape)))).draw(shape, random);
    }
  }

  /** He et al. 2015, for ReLU: uniform with bound √(6 / fan in). */
  record HeUniform() implements Initializer {
    @Override
    public double draw(Shape shape, RandomBits random) {
      return new Uniform(Math.sqrt(6.0 / fanIn(shape))).draw(shape, random);
    }
  }

  /** He et al. 2015, for ReLU: normal with variance 2 / fan in. */
  record HeNormal() implements Initializer {
    @Override
    public double draw(Shape shape, RandomBits random) {
      return new Normal(Math.sqrt(2.0 / fanIn(shape))).draw(shape, random);
    }
  }

  /** Inputs of a unit. */
  static double fanIn(Shape weights) {
    return (double) weights.size() / weights.dimension(0);
  }

  /**
   * Units that an input feeds.
   *
   * @throws IllegalArgumentException if the weights have fewer than two dimensions
   */
  static double fanOut(Shape weights) {
    if (weights.rank() < 2) {
      throw new IllegalArgumentException("weights " + weights + " have no fan out");
    }
    return (double) weights.size() / weights.dimension(1);
  }
}

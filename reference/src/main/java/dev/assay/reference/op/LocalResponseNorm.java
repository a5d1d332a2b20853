package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.List;

/**
 * Local response normalisation across channels, as in AlexNet (Krizhevsky, Sutskever &amp; Hinton
 * 2012, section 3.3):
 *
 * <pre>
 *   y_c = x_c·s_c^−β        s_c = k + α·Σ x_j² over |j − c| ≤ ⌊size/2⌋, j a channel
 *   ∂x_c = g_c·s_c^−β − 2·α·β·x_c·Σ g_j·x_j·s_j^(−β−1) over the same j
 * </pre>
 *
 * at each position of each example on its own. α multiplies the sum of the squares, as in the paper
 * (and in ND4J); Caffe, PyTorch, MXNet and ONNX take an α that is divided by the size first. x and
 * y are NCHW.
 *
 * <p>Error gauge, in units of u: s is a sum of positive terms, so it is off by w + 6 relatively,
 * with w channels in the window (square, sum, α as a float32 that may be multiplied or divided by
 * the size, product). The power turns that into β times as much, and adds 8 for an exponential and,
 * because it may be the exponential of a product with a logarithm, 10·|β·ln s|. The second term of
 * the gradient inherits that from each of its terms. A sum that slides from channel to channel, as
 * Caffe's, which adds the square that enters the window and subtracts the one that leaves, keeps
 * the roundings of large squares long gone: it is off relative to the largest of all, not to s, and
 * counts as wrong where they differ much.
 *
 * @param n batch size
 * @param c channels
 * @param h height
 * @param w width
 * @param size channels in a window, odd
 * @param alpha α, not divided by the size; 1e-4 in the paper
 * @param beta β
 * @param k what the sum starts from
 */
public record LocalResponseNorm(
    int n,
    int c,
    int h,
    int w,
    @Default("5") int size,
    @Default("1.0E-4") double alpha,
    @Default("0.75") double beta,
    @Default("2.0") double k)
    implements Operation {

  /** Of s, beside one per term. */
  private static final int OF_SUM = 6;

  /** ln s, its product with β, and β as a float32. */
  private static final int OF_EXPONENT = 10;

  /** Of the gradient: 2·α·β, its product with x, g·x, g·y, s in the divisor, the difference. */
  private static final int OF_GRADIENT = 8;

  public LocalResponseNorm {
    Check.atLeast(1, "n", n);
    Check.atLeast(1, "c", c);
    Check.atLeast(1, "h", h);
    Check.atLeast(1, "w", w);
    Check.elements("x", n, c, h, w);
    Check.atLeast(1, "size", size);
    Check.require(size % 2 == 1, "size=%s must be odd", size);
    Check.notNegative("alpha", alpha);
    Check.notNegative("beta", beta);
    Check.positive("k", k);
  }

  @Override
  public List<Operand> operands() {
    return List.of(new Operand("x", outputShape(), Role.DATA));
  }

  @Override
  public Shape outputShape() {
    return Shape.of(n, c, h, w);
  }

  @Override
  public Formula forward(List<Tensor> inputs) {
    double[] x = inputs.get(0).values();
    return (index, gauge) -> {
      Window window = new Window(x, index);
      double y = x[index] * window.power();
      gauge.set(y, Math.abs(y), 1);
      gauge.inherit(Math.abs(y) * window.powerError());
      gauge.flush(window.power());
    };
  }

  @Override
  public Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    double[] x = inputs.get(0).values();
    double[] g = outputGradient.values();
    return (index, gauge) -> {
      Window window = new Window(x, index);
      double first = g[index] * window.power();
      double sum = 0;
      double magnitude = 0;
      double inherited = 0;
      for (int j = window.first; j <= window.last; j += h * w) {
        Window other = new Window(x, j);
        double term = g[j] * x[j] * other.power() / other.sum;
        sum += term;
        magnitude += Math.abs(term);
        inherited += Math.abs(term) * (other.powerError() + other.sumError());
      }
      double factor = 2 * alpha * beta * x[index];
      gauge.set(
          first - factor * sum,
          Math.abs(first) + Math.abs(factor) * magnitude,
          OF_GRADIENT + window.count());
      gauge.inherit(Math.abs(first) * window.powerError() + Math.abs(factor) * inherited);
    };
  }

  /** The channels around one element, at its position. */
  private final class Window {
    private final int first;
    private final int last;
    private final double sum;

    Window(double[] x, int index) {
      int channel = index / (h * w) % c;
      first = index - Math.min(channel, size / 2) * h * w;
      last = index + Math.min(c - 1 - channel, size / 2) * h * w;
      double squares = 0;
      for (int j = first; j <= last; j += h * w) {
        squares += x[j] * x[j];
      }
      sum = k + alpha * squares;
    }

    int count() {
      return (last - first) / (h * w) + 1;
    }

    double power() {
      return Math.pow(sum, -beta);
    }

    double sumError() {
      return count() + OF_SUM;
    }

    double powerError() {
      return beta * sumError()
          + Elementwise.EXPONENTIAL
          + OF_EXPONENT * Math.abs(beta * Math.log(sum));
    }
  }

  /** Squares are not exact beside α and k, but their sum is. */
  @Override
  public int longestSum() {
    return Math.min(size, c);
  }

  /** A multiply-add per channel of the window, and four operations for sum, power and quotient. */
  @Override
  public double forwardFlops() {
    return (2.0 * Math.min(size, c) + 4) * n * c * h * w;
  }
}

package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.Random;

/** Small random operations of every kind, valid by construction. */
public final class RandomOperations {
  private final Random random;

  public RandomOperations(long seed) {
    this.random = new Random(seed);
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private Extent extent(int most) {
    return new Extent(between(1, most), between(1, most));
  }

  private Padding pad(int most) {
    return new Padding(between(0, most), between(0, most), between(0, most), between(0, most));
  }

  private Shape shape() {
    int[] dimensions = random.ints(between(1, 4), 1, 6).toArray();
    return Shape.of(dimensions);
  }

  /** An operation by its name in a problem's text. */
  public Operation next(String name) {
    return switch (name) {
      case "conv2d" -> conv2d(random.nextBoolean());
      case "conv1d" -> conv1d();
      case "conv3d" -> conv3d();
      case "conv-transpose2d" -> convTranspose2d();
      case "locally-connected2d" -> locallyConnected2d();
      case "max-pool3d" -> maxPool3d();
      case "average-pool3d" -> averagePool3d();
      case "max-pool1d" -> maxPool1d();
      case "average-pool1d" -> averagePool1d();
      case "linear" -> linear(random.nextBoolean());
      case "max-pool2d" -> maxPool2d();
      case "average-pool2d" -> averagePool2d();
      case "relu" -> new Relu(shape());
      case "leaky-relu" -> new LeakyRelu(shape(), 0.01 * between(-30, 130));
      case "sigmoid" -> new Sigmoid(shape());
      case "tanh" -> new Tanh(shape());
      case "softmax" -> softmax();
      case "cross-entropy" -> new CrossEntropy(between(1, 5), between(1, 40));
      case "mean-squared-error" -> new MeanSquaredError(shape());
      case "randomized-leaky-relu" -> new RandomizedLeakyRelu(shape());
      case "dropout" -> new Dropout(shape(), random.nextBoolean() ? 0.5 : 0.1 * between(0, 9));
      case "random-dropout" ->
          new RandomDropout(
              shape(), random.nextBoolean() ? 0.5 : 0.1 * between(0, 9), random.nextBoolean());
      case "log-softmax" -> logSoftmax();
      case "cross-entropy-of-probabilities" ->
          new CrossEntropyOfProbabilities(between(1, 5), between(1, 40));
      case "binary-cross-entropy" -> new BinaryCrossEntropy(shape());
      case "binary-cross-entropy-of-probabilities" ->
          new BinaryCrossEntropyOfProbabilities(shape());
      case "add" -> new Add(shape());
      case "concat" -> concat();
      case "flatten" -> new Flatten(Shape.of(random.ints(between(2, 4), 1, 6).toArray()));
      case "identity-shortcut" ->
          new IdentityShortcut(
              between(1, 3),
              between(1, 4),
              between(1, 6),
              between(1, 6),
              new Extent(between(1, 3), between(1, 3)),
              between(0, 2),
              between(0, 2));
      case "one-hot" -> new OneHot(between(1, 9), between(1, 9));
      case "arg-max" -> argMax();
      case "sgd" -> new Sgd(between(1, 40), rate(), decay());
      case "momentum" ->
          new Momentum(
              between(1, 40), rate(), 0.01 * between(1, 99), decay(), random.nextBoolean());
      case "adam" -> adam();
      case "batch-norm" -> new BatchNorm(channelled(2), epsilon());
      case "batch-norm-inference" -> new BatchNormInference(channelled(2), epsilon());
      case "batch-norm-statistics" -> batchNormStatistics();
      case "layer-norm" -> layerNorm();
      case "instance-norm" -> new InstanceNorm(channelled(3), epsilon());
      case "group-norm" -> groupNorm();
      case "local-response-norm" -> localResponseNorm();
      default -> throw new IllegalArgumentException(name + " has no random operation here");
    };
  }

  public Conv2d conv2d(boolean bias) {
    int groups = between(1, 3);
    Extent kernel = extent(3);
    Extent dilation = extent(2);
    Padding pad = pad(3);
    return new Conv2d(
        between(1, 2),
        groups * between(1, 3),
        size(kernel.h(), dilation.h(), pad.top() + pad.bottom()),
        size(kernel.w(), dilation.w(), pad.left() + pad.right()),
        groups * between(1, 3),
        kernel,
        extent(3),
        pad,
        dilation,
        groups,
        bias);
  }

  /** The width of an image's convolution. */
  private Conv1d conv1d() {
    Conv2d like = conv2d(random.nextBoolean());
    return new Conv1d(
        like.n(),
        like.c(),
        like.w(),
        like.k(),
        like.kernel().w(),
        like.stride().w(),
        new Sides(like.pad().left(), like.pad().right()),
        like.dilation().w(),
        like.groups(),
        like.bias());
  }

  private Conv3d conv3d() {
    Conv2d like = conv2d(random.nextBoolean());
    int kernel = between(1, 3);
    int dilation = between(1, 2);
    Sides pad = new Sides(between(0, 2), between(0, 2));
    return new Conv3d(
        like.n(),
        like.c(),
        Math.max(1, (kernel - 1) * dilation + 1 - pad.before() - pad.after()) + between(0, 2),
        like.h(),
        like.w(),
        like.k(),
        new Extent3d(kernel, like.kernel().h(), like.kernel().w()),
        new Extent3d(between(1, 2), like.stride().h(), like.stride().w()),
        new Padding3d(
            pad,
            new Sides(like.pad().top(), like.pad().bottom()),
            new Sides(like.pad().left(), like.pad().right())),
        new Extent3d(dilation, like.dilation().h(), like.dilation().w()),
        like.groups(),
        like.bias());
  }

  private ConvTranspose2d convTranspose2d() {
    Extent kernel = extent(3);
    Extent stride = extent(3);
    int groups = between(1, 2);
    return new ConvTranspose2d(
        between(1, 2),
        groups * between(1, 2),
        between(2, 4),
        between(2, 4),
        groups * between(1, 2),
        kernel,
        stride,
        new Padding(
            between(0, kernel.h() - 1) / 2, between(0, kernel.h() - 1) / 2, 0, kernel.w() / 3),
        new Extent(between(0, stride.h() - 1), between(0, stride.w() - 1)),
        extent(2),
        groups,
        random.nextBoolean());
  }

  private LocallyConnected2d locallyConnected2d() {
    Conv2d like = conv2d(random.nextBoolean());
    return new LocallyConnected2d(
        like.n(),
        like.c(),
        like.h(),
        like.w(),
        like.k(),
        like.kernel(),
        like.stride(),
        like.pad(),
        like.bias());
  }

  private AveragePool3d averagePool3d() {
    AveragePool2d like = averagePool2d();
    boolean global = like.global();
    int d = between(2, 4);
    int kernel = global ? d : between(1, 2);
    Sides pad = new Sides(global ? 0 : between(0, kernel - 1), global ? 0 : between(0, kernel - 1));
    return new AveragePool3d(
        like.n(),
        like.c(),
        d,
        like.h(),
        like.w(),
        new Extent3d(kernel, like.kernel().h(), like.kernel().w()),
        new Extent3d(between(1, 2), like.stride().h(), like.stride().w()),
        new Padding3d(
            pad,
            new Sides(like.pad().top(), like.pad().bottom()),
            new Sides(like.pad().left(), like.pad().right())),
        like.rounding(),
        like.countPad(),
        global);
  }

  private MaxPool3d maxPool3d() {
    AveragePool3d like = averagePool3d();
    return new MaxPool3d(
        like.n(),
        like.c(),
        like.d(),
        like.h(),
        like.w(),
        like.kernel(),
        like.stride(),
        like.pad(),
        like.rounding(),
        like.global());
  }

  private MaxPool1d maxPool1d() {
    AveragePool1d like = averagePool1d();
    return new MaxPool1d(
        like.n(),
        like.c(),
        like.l(),
        like.kernel(),
        like.stride(),
        like.pad(),
        like.rounding(),
        like.global());
  }

  private AveragePool1d averagePool1d() {
    AveragePool2d like = averagePool2d();
    return new AveragePool1d(
        like.n(),
        like.c(),
        like.w(),
        like.kernel().w(),
        like.stride().w(),
        new Sides(like.pad().left(), like.pad().right()),
        like.rounding(),
        like.countPad(),
        like.global());
  }

  private int size(int kernel, int dilation, int padding) {
    return Math.max(1, (kernel - 1) * dilation + 1 - padding) + between(0, 3);
  }

  public Linear linear(boolean bias) {
    return new Linear(between(1, 4), between(1, 90), between(1, 5), bias);
  }

  private MaxPool2d maxPool2d() {
    AveragePool2d like = averagePool2d();
    return new MaxPool2d(
        like.n(),
        like.c(),
        like.h(),
        like.w(),
        like.kernel(),
        like.stride(),
        like.pad(),
        like.rounding(),
        like.global());
  }

  public AveragePool2d averagePool2d() {
    Extent kernel = extent(4);
    Padding drawn = pad(3);
    Padding pad =
        new Padding(
            Math.min(drawn.top(), kernel.h() - 1),
            Math.min(drawn.bottom(), kernel.h() - 1),
            Math.min(drawn.left(), kernel.w() - 1),
            Math.min(drawn.right(), kernel.w() - 1));
    int h = size(kernel.h(), 1, pad.top() + pad.bottom());
    int w = size(kernel.w(), 1, pad.left() + pad.right());
    boolean global = between(0, 4) == 0;
    return new AveragePool2d(
        between(1, 2),
        between(1, 3),
        h,
        w,
        global ? new Extent(h, w) : kernel,
        extent(4),
        global ? Padding.NONE : pad,
        random.nextBoolean() ? Rounding.UP : Rounding.DOWN,
        random.nextBoolean(),
        global);
  }

  private Softmax softmax() {
    Shape shape = random.nextBoolean() ? shape() : Shape.of(between(1, 3), between(1, 300));
    double[] betas = {1, 1, -1, 0.5, 2, 10, 0, -0.3};
    return new Softmax(shape, random.nextInt(shape.rank()), betas[random.nextInt(betas.length)]);
  }

  private LogSoftmax logSoftmax() {
    // Its gradient sums all output gradients; the longer, the less a finite difference tells.
    Shape shape = random.nextBoolean() ? shape() : Shape.of(2, between(1, 40));
    double[] betas = {1, 1, -1, 0.5, 2, 0, -0.3};
    return new LogSoftmax(shape, random.nextInt(shape.rank()), betas[random.nextInt(betas.length)]);
  }

  private Concat concat() {
    Shape shape = shape();
    return new Concat(shape, random.nextInt(shape.rank()), between(1, 5));
  }

  private ArgMax argMax() {
    Shape shape = shape();
    return new ArgMax(shape, random.nextInt(shape.rank()));
  }

  private Adam adam() {
    return new Adam(
        between(1, 40),
        between(1, 10) == 1 ? 1000 : between(1, 20),
        rate(),
        random.nextBoolean() ? 0.9 : 0.1 * between(0, 9),
        random.nextBoolean() ? 0.999 : 0.1 * between(0, 9),
        random.nextBoolean() ? 1e-8 : 0.1,
        decay(),
        random.nextBoolean());
  }

  private double rate() {
    return random.nextBoolean() ? 0.1 : 0.001 * between(1, 1500);
  }

  private double decay() {
    return random.nextBoolean() ? 0 : 0.01 * between(0, 60);
  }

  /** Batch, channels, and none to two spatial axes. */
  private Shape channelled(int leastRank) {
    return Shape.of(random.ints(between(leastRank, 4), 1, 6).toArray());
  }

  private double epsilon() {
    double[] epsilons = {1e-5, 1e-5, 1e-3, 0.1};
    return epsilons[random.nextInt(epsilons.length)];
  }

  private BatchNormStatistics batchNormStatistics() {
    Shape shape = channelled(2);
    double[] momenta = {0.9, 0.9, 0.99, 0.1, 0, 1};
    boolean several = shape.size() > shape.dimension(1);
    return new BatchNormStatistics(
        shape, momenta[random.nextInt(momenta.length)], several && random.nextBoolean());
  }

  private LayerNorm layerNorm() {
    Shape shape = random.nextBoolean() ? shape() : Shape.of(between(1, 3), between(1, 300));
    return new LayerNorm(shape, between(1, shape.rank()), epsilon());
  }

  private GroupNorm groupNorm() {
    int groups = between(1, 3);
    int[] shape = channelled(2).toArray();
    shape[1] = groups * between(1, 3);
    return new GroupNorm(Shape.of(shape), groups, epsilon());
  }

  private LocalResponseNorm localResponseNorm() {
    double[] alphas = {1e-4, 0.3, 1};
    double[] betas = {0.75, 0.5, 1};
    return new LocalResponseNorm(
        between(1, 2),
        between(1, 9),
        between(1, 3),
        between(1, 3),
        2 * between(0, 4) + 1,
        alphas[random.nextInt(alphas.length)],
        betas[random.nextInt(betas.length)],
        random.nextBoolean() ? 2 : 1);
  }
}

package dev.assay.verify.generate;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** One generator per operation. */
final class OperationGenerators {

  /** Beyond the first few thousand elements some backends take another way. */
  private static final int VERY_LONG = 5001;

  /** Lengths that vectorise and that leave a tail. */
  private static final Arbitrary<Integer> LENGTHS =
      Choice.mostly(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 255, 257, 1000, VERY_LONG);

  /** Beyond a thousand rows some backends split the work in another way. */
  private static final Arbitrary<Integer> MANY_ROWS = Choice.nearlyAlways(1, 1025);

  /** Many long rows are much memory and nothing new. */
  private static final int WIDEST_OF_MANY_ROWS = 3;

  /** Where each number is searched on its own, PyTorch split the work beyond 2^15 of them. */
  private static final Shape SINGLE_NUMBERS = Shape.of(32_769, 1);

  /** Few rows to a matrix with very long ones. */
  private static final int WIDEST_BESIDE_VERY_LONG = 16;

  private static final Arbitrary<Boolean> FLAGS = Choice.any(false, true);

  private static final Arbitrary<Shape> SHAPES = shapes();

  private static final Arbitrary<Double> DROPOUT_RATES = Choice.mostly(0.5, 0.2, 0.1, 0.9, 0.0);

  /** Stands for the last axis of a shape, however many it has. */
  private static final int LAST = 3;

  private static final Arbitrary<Integer> AXES = Choice.any(0, 1, 2, LAST);

  /** Whether a drawn axis may have length 1: the largest of one number is the first, always. */
  private static final Arbitrary<Boolean> TRIVIAL = Choice.nearlyAlways(false, true);

  /** The usual ones; far below them a variance of 0 makes much of a single rounding. */
  private static final Arbitrary<Double> EPSILONS = Choice.mostly(1e-5, 1e-3, 0.1);

  private static final Map<Class<? extends Operation>, Arbitrary<? extends Operation>> BY_CLASS =
      Map.ofEntries(
          Map.entry(Conv2d.class, ConvolutionGenerators.conv2d()),
          Map.entry(MaxPool2d.class, PoolingGenerators.maxPool2d()),
          Map.entry(AveragePool2d.class, PoolingGenerators.averagePool2d()),
          Map.entry(Conv1d.class, ConvolutionGenerators.conv1d()),
          Map.entry(MaxPool1d.class, PoolingGenerators.maxPool1d()),
          Map.entry(AveragePool1d.class, PoolingGenerators.averagePool1d()),
          Map.entry(Conv3d.class, VolumeGenerators.conv3d()),
          Map.entry(MaxPool3d.class, VolumeGenerators.maxPool3d()),
          Map.entry(AveragePool3d.class, VolumeGenerators.averagePool3d()),
          Map.entry(ConvTranspose2d.class, ConvolutionGenerators.convTranspose2d()),
          Map.entry(LocallyConnected2d.class, ConvolutionGenerators.locallyConnected2d()),
          Map.entry(Linear.class, linear()),
          Map.entry(Relu.class, SHAPES.map(Relu::new)),
          Map.entry(LeakyRelu.class, leakyRelu()),
          Map.entry(Sigmoid.class, SHAPES.map(Sigmoid::new)),
          Map.entry(Tanh.class, SHAPES.map(Tanh::new)),
          Map.entry(Softmax.class, softmax()),
          Map.entry(CrossEntropy.class, crossEntropy()),
          Map.entry(
              BatchNorm.class,
              Combinators.combine(NormalizationShapes.ANY, EPSILONS).as(BatchNorm::new)),
          Map.entry(
              BatchNormInference.class,
              Combinators.combine(NormalizationShapes.ANY, EPSILONS).as(BatchNormInference::new)),
          Map.entry(BatchNormStatistics.class, batchNormStatistics()),
          Map.entry(LayerNorm.class, layerNorm()),
          Map.entry(
              InstanceNorm.class,
              Combinators.combine(NormalizationShapes.WITH_POSITIONS, EPSILONS)
                  .as(InstanceNorm::new)),
          Map.entry(GroupNorm.class, groupNorm()),
          Map.entry(LocalResponseNorm.class, localResponseNorm()),
          Map.entry(MeanSquaredError.class, SHAPES.map(MeanSquaredError::new)),
          Map.entry(RandomizedLeakyRelu.class, SHAPES.map(RandomizedLeakyRelu::new)),
          Map.entry(Dropout.class, dropout()),
          Map.entry(RandomDropout.class, randomDropout()),
          Map.entry(LogSoftmax.class, logSoftmax()),
          Map.entry(CrossEntropyOfProbabilities.class, crossEntropyOfProbabilities()),
          Map.entry(BinaryCrossEntropy.class, SHAPES.map(BinaryCrossEntropy::new)),
          Map.entry(
              BinaryCrossEntropyOfProbabilities.class,
              SHAPES.map(BinaryCrossEntropyOfProbabilities::new)),
          Map.entry(
              OneHot.class,
              Combinators.combine(LENGTHS, LENGTHS)
                  .as((n, classes) -> new OneHot(beside(n, classes), beside(classes, n)))),
          Map.entry(ArgMax.class, argMax()),
          Map.entry(Add.class, SHAPES.map(Add::new)),
          Map.entry(Concat.class, concat()),
          Map.entry(Flatten.class, flatten()),
          Map.entry(IdentityShortcut.class, identityShortcut()),
          Map.entry(Sgd.class, UpdateGenerators.sgd()),
          Map.entry(Momentum.class, UpdateGenerators.momentum()),
          Map.entry(Adam.class, UpdateGenerators.adam()));

  private OperationGenerators() {}

  /** The generator of an operation's record class. */
  static Arbitrary<? extends Operation> of(Class<? extends Operation> operation) {
    Arbitrary<? extends Operation> generator = BY_CLASS.get(operation);
    if (generator == null) {
      throw new IllegalStateException(operation + " has no generator in OperationGenerators");
    }
    return generator;
  }

  private static Arbitrary<Linear> linear() {
    return Seldom.or(
        linear(Sizes.PRODUCT_BATCHES, LENGTHS),
        linear(Sizes.MANY, Sizes.CHANNELS),
        linear(Sizes.MANY, Choice.any(64, 65, 100)));
  }

  private static Arbitrary<Linear> linear(Arbitrary<Integer> batches, Arbitrary<Integer> features) {
    return Combinators.combine(batches, features, features, FLAGS)
        .as((n, in, out, bias) -> new Linear(n, beside(out, in), beside(in, out), bias));
  }

  private static int beside(int other, int length) {
    return other == VERY_LONG ? Math.min(length, WIDEST_BESIDE_VERY_LONG) : length;
  }

  private static Arbitrary<LeakyRelu> leakyRelu() {
    Arbitrary<Double> slopes = Choice.mostly(0.01, 0.2, 1.0, 0.0, -0.5, 2.0);
    return Combinators.combine(SHAPES, slopes).as(LeakyRelu::new);
  }

  private static Arbitrary<Softmax> softmax() {
    Arbitrary<Double> betas = Choice.mostly(1.0, 2.0, -1.0, 0.5, -0.3, 10.0, 0.0, -10.0);
    return Combinators.combine(SHAPES, AXES, betas)
        .as((shape, axis, beta) -> new Softmax(shape, axis(shape, axis), beta));
  }

  private static int axis(Shape shape, int drawn) {
    int last = shape.rank() - 1;
    return drawn == LAST ? last : Math.min(drawn, last);
  }

  /** One with several elements to compare, if there is any: the longest for one of length 1. */
  private static int axisToCompare(Shape shape, int drawn, boolean trivial) {
    int axis = axis(shape, drawn);
    if (trivial || shape.dimension(axis) > 1) {
      return axis;
    }
    for (int other = 0; other < shape.rank(); other++) {
      axis = shape.dimension(other) > shape.dimension(axis) ? other : axis;
    }
    return axis;
  }

  private static Arbitrary<Dropout> dropout() {
    return Combinators.combine(SHAPES, DROPOUT_RATES).as(Dropout::new);
  }

  /** Seldom so large that its mask tells whether the rate is off by a tenth. */
  private static Arbitrary<RandomDropout> randomDropout() {
    Arbitrary<Shape> large =
        Combinators.combine(Choice.any(8, 9), Choice.any(16, 17), Choice.any(16, 17, 33))
            .as((n, c, side) -> Shape.of(n, c, side, side));
    return Combinators.combine(Seldom.or(SHAPES, large), DROPOUT_RATES, Choice.mostly(true, false))
        .as(RandomDropout::new);
  }

  private static Arbitrary<LogSoftmax> logSoftmax() {
    return softmax().map(like -> new LogSoftmax(like.shape(), like.axis(), like.beta()));
  }

  private static Arbitrary<CrossEntropyOfProbabilities> crossEntropyOfProbabilities() {
    return crossEntropy().map(like -> new CrossEntropyOfProbabilities(like.n(), like.classes()));
  }

  private static Arbitrary<ArgMax> argMax() {
    return Combinators.combine(SHAPES, AXES, TRIVIAL, Choice.nearlyAlways(false, true))
        .as(
            (shape, axis, trivial, singleNumbers) ->
                singleNumbers
                    ? new ArgMax(SINGLE_NUMBERS, 1)
                    : new ArgMax(shape, axisToCompare(shape, axis, trivial)));
  }

  private static Arbitrary<IdentityShortcut> identityShortcut() {
    Arbitrary<Integer> sides = Choice.usually(1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33);
    Arbitrary<Integer> large = Choice.any(64, 65, 100);
    return Seldom.or(
        identityShortcut(Sizes.BATCHES, Sizes.CHANNELS, sides, sides),
        identityShortcut(Sizes.MANY, Sizes.FEW, Sizes.FEW, Sizes.FEW),
        identityShortcut(Sizes.FEW, Sizes.MANY, Sizes.FEW, Sizes.FEW),
        identityShortcut(Sizes.FEW, Sizes.FEW, large, Sizes.FEW),
        identityShortcut(Sizes.FEW, Sizes.FEW, Sizes.FEW, large));
  }

  private static Arbitrary<IdentityShortcut> identityShortcut(
      Arbitrary<Integer> batches,
      Arbitrary<Integer> channels,
      Arbitrary<Integer> heights,
      Arbitrary<Integer> widths) {
    Arbitrary<Integer> zeros = Choice.usually(0, 1, 2, 8, 17);
    Arbitrary<Extent> strides =
        Combinators.combine(Choice.usually(1, 2, 3), Choice.usually(1, 2, 3)).as(Extent::new);
    return Combinators.combine(batches, channels, heights, widths, strides, zeros, zeros)
        .as(IdentityShortcut::new);
  }

  private static Arbitrary<Concat> concat() {
    return Combinators.combine(SHAPES, AXES, Sizes.CHANNELS)
        .as((shape, axis, other) -> new Concat(shape, axis(shape, axis), other));
  }

  private static Arbitrary<Flatten> flatten() {
    return SHAPES.map(shape -> new Flatten(shape.rank() == 1 ? Shape.of(1, shape.size()) : shape));
  }

  private static Arbitrary<CrossEntropy> crossEntropy() {
    return Seldom.or(
        Combinators.combine(Sizes.BATCHES, LENGTHS).as(CrossEntropy::new),
        Combinators.combine(Sizes.MANY, Sizes.CHANNELS).as(CrossEntropy::new));
  }

  /** Shapes of rank 1 to 4, seldom 5; the last dimension may be long, and seldom another. */
  private static Arbitrary<Shape> shapes() {
    Arbitrary<Integer> few = Sizes.FEW;
    return Seldom.or(
        smallShapes(),
        Combinators.combine(Sizes.MANY, few, few, few).as(Shape::of),
        Combinators.combine(few, Sizes.MANY, few, few).as(Shape::of),
        Combinators.combine(few, few, Sizes.MANY, few).as(Shape::of),
        Combinators.combine(few, few, few, few, Sizes.CHANNELS).as(Shape::of));
  }

  private static Arbitrary<Shape> smallShapes() {
    Arbitrary<Integer> sizes = Sizes.BATCHES;
    return Combinators.combine(Choice.any(1, 2, 3, 4), sizes, sizes, sizes, LENGTHS, MANY_ROWS)
        .as(
            (rank, first, second, third, last, rows) -> {
              if (rank > 1 && rows > 1) {
                return tall(rank, rows, Math.min(last, WIDEST_OF_MANY_ROWS));
              }
              // Many very long rows are much memory and nothing new.
              int[] longest =
                  last == VERY_LONG
                      ? new int[] {1, 1, third, last}
                      : new int[] {first, second, third, last};
              return Shape.of(Arrays.copyOfRange(longest, longest.length - rank, longest.length));
            });
  }

  private static Shape tall(int rank, int rows, int width) {
    int[] dimensions = new int[rank];
    Arrays.fill(dimensions, 1);
    dimensions[0] = rows;
    dimensions[rank - 1] = width;
    return Shape.of(dimensions);
  }

  private static Arbitrary<BatchNormStatistics> batchNormStatistics() {
    Arbitrary<Double> momenta = Choice.mostly(0.9, 0.99, 0.0, 1.0, 0.3);
    return Combinators.combine(NormalizationShapes.ANY, momenta, FLAGS)
        .as(
            (shape, momentum, unbiased) ->
                new BatchNormStatistics(
                    shape, momentum, unbiased && shape.size() > shape.dimension(1)));
  }

  private static Arbitrary<LayerNorm> layerNorm() {
    return Combinators.combine(SHAPES, Choice.mostly(1, 2, 3, 4), EPSILONS)
        .as((shape, axes, epsilon) -> new LayerNorm(shape, Math.min(axes, shape.rank()), epsilon));
  }

  private static Arbitrary<GroupNorm> groupNorm() {
    return Combinators.combine(
            NormalizationShapes.ANY, Choice.mostly(1, 2, 3, 4, 8), FLAGS, EPSILONS)
        .as(
            (drawn, groups, perChannel, epsilon) -> {
              int[] dimensions = drawn.toArray();
              int share = Math.max(1, dimensions[1] / groups);
              dimensions[1] = groups * share;
              return new GroupNorm(
                  Shape.of(dimensions), perChannel ? dimensions[1] : groups, epsilon);
            });
  }

  private static Arbitrary<LocalResponseNorm> localResponseNorm() {
    // 24 as well, which fills vectors of 8, not of 16: sums that run over channels take either.
    Arbitrary<Integer> channels = Choice.mostly(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33);
    Arbitrary<Integer> heights = Choice.mostly(1, 2, 3, 5, 8);
    Arbitrary<Integer> widths = Choice.mostly(1, 2, 3, 7);
    return Seldom.or(
        localResponseNorm(Sizes.BATCHES, channels, heights, widths),
        localResponseNorm(Sizes.MANY, Sizes.FEW, Sizes.FEW, Sizes.FEW),
        localResponseNorm(Sizes.FEW, Sizes.MANY, Sizes.FEW, Sizes.FEW),
        localResponseNorm(Sizes.FEW, Sizes.FEW, Sizes.MANY, Sizes.FEW),
        localResponseNorm(Sizes.FEW, Sizes.FEW, Sizes.FEW, Sizes.MANY));
  }

  private static Arbitrary<LocalResponseNorm> localResponseNorm(
      Arbitrary<Integer> batches,
      Arbitrary<Integer> channels,
      Arbitrary<Integer> heights,
      Arbitrary<Integer> widths) {
    return Combinators.combine(
            batches,
            channels,
            heights,
            widths,
            Choice.mostly(5, 3, 1, 7, 9),
            Choice.mostly(1e-4, 1.0, 0.02),
            Choice.mostly(0.75, 1.0, 0.5),
            Choice.mostly(2.0, 1.0))
        .as(LocalResponseNorm::new);
  }
}

package dev.assay.verify.generate;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Optimizer;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Small networks of up to four random layers between two convolutions. A layer has parameters as
 * its own generator draws them, as far as they fit on what is below; one that does not fit is left
 * out.
 */
final class NetworkGenerators {
  /** Floating-point operations of the largest layer, where it is alone. */
  private static final double SMALL = 2e6;

  /** How a network is trained: mostly so that its gradients show, or an update that is them. */
  private static final Arbitrary<Way> WAY =
      Choice.usually(
          new Way(Stage.GRADIENTS, Optimizer.SGD, 0.01, 0, 0, 1),
          new Way(Stage.UPDATE, Optimizer.SGD, 1, 0, 0, 1),
          new Way(Stage.UPDATE, Optimizer.SGD, 1, 0, 0.1, 1),
          new Way(Stage.UPDATE, Optimizer.SGD, 0.1, 0.9, 0.1, 2),
          new Way(Stage.UPDATE, Optimizer.ADAM, 0.001, 0, 0.1, 2));

  private static final int USUAL_CHANNELS = 16;

  /** A convolution, the flattening and the classes. */
  private static final int LAYERS_BEHIND = 3;

  /** What most networks are made of. */
  private static final List<Class<? extends Operation>> USUAL =
      List.of(
          Conv2d.class,
          MaxPool2d.class,
          AveragePool2d.class,
          BatchNorm.class,
          Relu.class,
          Add.class,
          Concat.class);

  private static final List<Class<? extends Operation>> OTHERS =
      List.of(
          ConvTranspose2d.class,
          LeakyRelu.class,
          Sigmoid.class,
          Tanh.class,
          Softmax.class,
          LogSoftmax.class,
          InstanceNorm.class,
          GroupNorm.class,
          LayerNorm.class,
          LocalResponseNorm.class,
          Dropout.class,
          IdentityShortcut.class);

  /** What hardly any library has: a network with one of them is nothing to all others. */
  private static final List<Class<? extends Operation>> RARE = List.of(LocallyConnected2d.class);

  private static final Arbitrary<Optional<Operation>> LAYER =
      new Maybe<>(
          Stream.of(USUAL, USUAL, USUAL, USUAL, USUAL, USUAL, OTHERS, OTHERS, RARE)
              .flatMap(List::stream)
              .<Arbitrary<Operation>>map(NetworkGenerators::layer)
              .toList());

  private static final Arbitrary<Drawn> DRAWN =
      Combinators.combine(
              LAYER,
              LAYER,
              LAYER,
              LAYER,
              Choice.mostly(USUAL_CHANNELS, 8, 4, 3, 17, 32, 1),
              Choice.mostly(2, 1, 3, 8),
              Choice.mostly(
                  new Extent(6, 7), new Extent(8, 8), new Extent(9, 10), new Extent(5, 3)))
          .as(
              (first, second, third, fourth, channels, n, size) ->
                  new Drawn(
                      Stream.of(first, second, third, fourth).flatMap(Optional::stream).toList(),
                      channels,
                      n,
                      size));

  private NetworkGenerators() {}

  private static Arbitrary<Operation> layer(Class<? extends Operation> operation) {
    return OperationGenerators.of(operation)
        .filter(alone -> alone.forwardFlops() < SMALL)
        .map(alone -> alone);
  }

  static Arbitrary<TrainingStep> trainingStep() {
    return Combinators.combine(DRAWN, WAY)
        .as(
            (drawn, way) ->
                new TrainingStep(
                    drawn.network(),
                    drawn.n,
                    drawn.size,
                    way.until,
                    way.optimizer,
                    way.learningRate,
                    way.momentum,
                    way.decay,
                    way.steps));
  }

  static Arbitrary<Inference> inference() {
    return DRAWN.map(drawn -> new Inference(drawn.network(), drawn.n, drawn.size));
  }

  /** How far a network is trained, and by which rule. */
  private record Way(
      Stage until,
      Optimizer optimizer,
      double learningRate,
      double momentum,
      double decay,
      int steps) {}

  /**
   * What a network is made of.
   *
   * @param layers with the shapes that they have alone
   * @param channels that the first layer gets
   * @param n batch size
   * @param size of the images
   */
  private record Drawn(List<Operation> layers, int channels, int n, Extent size) {

    /** Of the layers that fit, one upon another; of a ReLU, if none does. */
    Architecture network() {
      Optional<Architecture> network = Optional.empty();
      Shape below = Shape.of(n, channels, size.h(), size.w());
      for (Operation layer : layers) {
        Optional<Architecture> grown = grown(network, LayerText.of(layer, below));
        if (grown.isPresent()) {
          network = grown;
          below = top(grown.get());
        }
      }
      return network.or(() -> grown(Optional.empty(), "relu")).orElseThrow();
    }

    private Optional<Architecture> grown(Optional<Architecture> network, String layer) {
      String name =
          network
              .map(lower -> lower.name() + "+" + layer)
              .orElse("between:" + layer + (channels == USUAL_CHANNELS ? "" : ",c=" + channels));
      try {
        Architecture grown = Architecture.parse(name);
        grown.network(n, size); // refuses what does not fit on images of this size
        return Optional.of(grown);
      } catch (InvalidOperationException e) {
        return Optional.empty();
      }
    }

    /** The shape of what the last of the layers gives. */
    private Shape top(Architecture network) {
      List<Network.Node> nodes = network.network(n, size).nodes();
      return nodes.get(nodes.size() - 1 - LAYERS_BEHIND).shape();
    }
  }
}

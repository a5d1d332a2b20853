package dev.assay.adapters.dl4j.layers;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.UnsupportedProblemException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A network as a {@code ComputationGraph}, NCHW. Activation functions are put into the layer before
 * them where nobody else reads that, as Deeplearning4j's users write it.
 */
final class Graph {
  private static final String IMAGES = "images";
  private static final String LOSS = "loss";

  private final Network network;
  private final GraphBuilder builder;
  private final List<INDArray> scaledMasks;

  /** The vertex that gives each node's output. */
  private final Map<Integer, String> vertices = new HashMap<>();

  private Graph(Network network, IUpdater updater, List<INDArray> scaledMasks) {
    this.network = network;
    this.scaledMasks = scaledMasks;
    builder =
        new NeuralNetConfiguration.Builder()
            .updater(updater)
            // Parameters are given.
            .weightInit(WeightInit.ZERO)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder()
            .addInputs(IMAGES);
    vertices.put(Network.IMAGES, IMAGES);
    for (int i = 0; i < network.nodes().size(); i++) {
      add(i);
    }
  }

  /**
   * One that is trained, by the cross entropy of its logits.
   *
   * @param scaledMasks of {@link Network#dropouts}: zeros, and 1 / (1 − rate) for what is kept
   */
  static ComputationGraph training(Network network, IUpdater updater, List<INDArray> scaledMasks) {
    Graph graph = new Graph(network, updater, scaledMasks);
    graph.builder.addLayer(
        LOSS,
        new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build(),
        logits(network));
    graph.builder.setOutputs(LOSS);
    return graph.build();
  }

  /** One that gives logits. */
  static ComputationGraph inference(Network network) {
    Graph graph = new Graph(network, new NoOp(), List.of());
    graph.builder.setOutputs(logits(network));
    return graph.build();
  }

  private ComputationGraph build() {
    builder.validateOutputLayerConfig(false);
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  /** The vertex that gives the logits. */
  static String logits(Network network) {
    return network.nodes().get(network.nodes().size() - 1).name();
  }

  private void add(int position) {
    Network.Node node = network.nodes().get(position);
    Operation operation = node.operation();
    String name = node.name();
    String[] sources =
        node.sources().stream()
            .map(source -> vertices.getOrDefault(source, IMAGES))
            .toArray(String[]::new);
    vertices.put(position, name);
    if (operation instanceof Conv2d conv) {
      builder.addLayer(name, convolution(conv, fused(position)), sources);
    } else if (operation instanceof BatchNorm norm) {
      builder.addLayer(name, normalization(norm), sources);
    } else if (operation instanceof LocalResponseNorm norm) {
      builder.addLayer(name, NormalizationLayers.layer(norm), sources);
    } else if (operation instanceof Dropout) {
      INDArray mask = scaledMasks.get(network.dropouts().indexOf(position));
      builder.addLayer(name, new DropoutLayer.Builder(new GivenDropout(mask)).build(), sources);
    } else if (operation instanceof Linear linear) {
      DenseLayer.Builder dense = new DenseLayer.Builder().hasBias(linear.bias());
      builder.addLayer(name, sized(dense, linear.in(), linear.out(), fused(position)), sources);
    } else if (operation instanceof MaxPool2d pool) {
      builder.addLayer(name, PoolingLayers.maxPool2d(pool), sources);
    } else if (operation instanceof AveragePool2d pool) {
      builder.addLayer(name, PoolingLayers.averagePool2d(pool), sources);
    } else if (operation instanceof Relu || operation instanceof Tanh) {
      activation(position, sources);
    } else if (operation instanceof Flatten flatten) {
      Shape x = flatten.shape();
      if (x.rank() == 4) {
        CnnToFeedForwardPreProcessor rows =
            new CnnToFeedForwardPreProcessor(x.dimension(2), x.dimension(3), x.dimension(1));
        builder.addVertex(name, new PreprocessorVertex(rows), sources);
      } else {
        vertices.put(position, sources[0]);
      }
    } else if (operation instanceof Add) {
      builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), sources);
    } else if (operation instanceof Concat) {
      builder.addVertex(name, new MergeVertex(), sources);
    } else if (operation instanceof IdentityShortcut shortcut) {
      builder.addVertex(name, new ShortcutVertex(shortcut), sources);
    } else {
      throw new UnsupportedProblemException("no " + operation.name() + " in a graph");
    }
  }

  /** A layer of its own, unless the one before has it. */
  private void activation(int position, String... sources) {
    int source = network.nodes().get(position).sources().get(0);
    if (source != Network.IMAGES && fused(source) != Activation.IDENTITY) {
      vertices.put(position, sources[0]);
    } else {
      Activation function = function(network.nodes().get(position).operation());
      builder.addLayer(
          network.nodes().get(position).name(), new ActivationLayer(function), sources);
    }
  }

  private static Activation function(Operation operation) {
    if (operation instanceof Relu) {
      return Activation.RELU;
    }
    return operation instanceof Tanh ? Activation.TANH : Activation.IDENTITY;
  }

  /**
   * The activation function of the only node that reads a convolution or dense layer. A batch
   * normalisation takes one, too, but does not apply it.
   */
  private Activation fused(int position) {
    Operation operation = network.nodes().get(position).operation();
    boolean layer = operation instanceof Conv2d || operation instanceof Linear;
    List<Network.Node> readers =
        network.nodes().stream()
            .filter(node -> Collections.frequency(node.sources(), position) > 0)
            .toList();
    return layer && readers.size() == 1
        ? function(readers.get(0).operation())
        : Activation.IDENTITY;
  }

  private static FeedForwardLayer convolution(Conv2d conv, Activation activation) {
    if (conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped convolution in a graph");
    }
    Windows windows =
        Windows.of(
            new Extent(conv.h(), conv.w()),
            conv.kernel(),
            conv.dilation(),
            conv.stride(),
            conv.pad(),
            conv.outputShape());
    ConvolutionLayer.Builder layer =
        new ConvolutionLayer.Builder(
                new int[] {conv.kernel().h(), conv.kernel().w()},
                new int[] {conv.stride().h(), conv.stride().w()},
                windows.padding())
            .dilation(conv.dilation().h(), conv.dilation().w())
            .convolutionMode(windows.mode())
            .hasBias(conv.bias());
    return sized(layer, conv.c(), conv.k(), activation);
  }

  private static FeedForwardLayer normalization(BatchNorm norm) {
    int channels = norm.shape().dimension(1);
    BatchNormalization.Builder layer =
        new BatchNormalization.Builder()
            .eps(norm.epsilon())
            .decay(TrainingStep.STATISTICS_MOMENTUM)
            // Else the variance is kept as the logarithm of its root.
            .useLogStd(false);
    return sized(layer, channels, channels, Activation.IDENTITY);
  }

  private static FeedForwardLayer sized(
      FeedForwardLayer.Builder<?> layer, int in, int out, Activation activation) {
    layer.nIn(in);
    layer.nOut(out);
    layer.activation(activation);
    return layer.build();
  }
}

package dev.assay.adapters.onnxruntime;

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
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
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
import dev.assay.reference.op.TrainingStep;
import dev.assay.spi.Layers;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.Vocabulary;
import java.util.List;

/** How each operation is said in ONNX. */
final class Operators {
  static final String FORWARD_ONLY = "ONNX Runtime's Java package computes forward only";

  private final Vocabulary<Nodes> operators = new Vocabulary<>();

  /** Adds an operation to a graph; says what its output is called. */
  @FunctionalInterface
  private interface Lowering<O extends Operation> {
    String add(Graph graph, O operation, List<String> operands);
  }

  /** An operation with its parameters filled in. */
  @FunctionalInterface
  private interface Nodes {
    String add(Graph graph, List<String> operands);
  }

  Operators() {
    on(Conv1d.class, Convolutions::conv1d);
    on(Conv2d.class, Convolutions::conv2d);
    on(Conv3d.class, Convolutions::conv3d);
    on(ConvTranspose2d.class, Convolutions::convTranspose2d);
    on(MaxPool1d.class, Poolings::maxPool1d);
    on(MaxPool2d.class, Poolings::maxPool2d);
    on(MaxPool3d.class, Poolings::maxPool3d);
    on(AveragePool1d.class, Poolings::averagePool1d);
    on(AveragePool2d.class, Poolings::averagePool2d);
    on(AveragePool3d.class, Poolings::averagePool3d);
    on(Relu.class, Activations::relu);
    on(LeakyRelu.class, Activations::leakyRelu);
    on(RandomizedLeakyRelu.class, Activations::randomizedLeakyRelu);
    on(Sigmoid.class, Activations::sigmoid);
    on(Tanh.class, Activations::tanh);
    on(Softmax.class, Activations::softmax);
    on(LogSoftmax.class, Activations::logSoftmax);
    on(Dropout.class, Activations::dropout);
    on(RandomDropout.class, Activations::randomDropout);
    on(BatchNorm.class, Normalizations::batchNorm);
    on(BatchNormInference.class, Normalizations::batchNormInference);
    on(BatchNormStatistics.class, Normalizations::batchNormStatistics);
    on(InstanceNorm.class, Normalizations::instanceNorm);
    on(GroupNorm.class, Normalizations::groupNorm);
    on(LayerNorm.class, Normalizations::layerNorm);
    on(LocalResponseNorm.class, Normalizations::localResponseNorm);
    on(CrossEntropy.class, Losses::crossEntropy);
    on(CrossEntropyOfProbabilities.class, Losses::crossEntropyOfProbabilities);
    on(BinaryCrossEntropy.class, Losses::binaryCrossEntropy);
    on(BinaryCrossEntropyOfProbabilities.class, Losses::binaryCrossEntropyOfProbabilities);
    on(MeanSquaredError.class, Losses::meanSquaredError);
    on(Linear.class, Structures::linear);
    on(Add.class, Structures::add);
    on(Concat.class, Structures::concat);
    on(Flatten.class, Structures::flatten);
    on(IdentityShortcut.class, Structures::identityShortcut);
    on(OneHot.class, Structures::oneHot);
    on(ArgMax.class, Structures::argMax);
    on(Inference.class, this::inference);
    operators.unsupported(TrainingStep.class, FORWARD_ONLY);
    operators.unsupported(Sgd.class, FORWARD_ONLY);
    operators.unsupported(Momentum.class, FORWARD_ONLY);
    operators.unsupported(Adam.class, FORWARD_ONLY);
  }

  private <O extends Operation> void on(Class<O> operation, Lowering<? super O> lowering) {
    operators.on(operation, values -> (graph, operands) -> lowering.add(graph, values, operands));
  }

  /**
   * Adds an operation to a graph.
   *
   * @param operands what they are called
   * @return what its output is called
   * @throws UnsupportedProblemException if it cannot be said
   */
  String add(Graph graph, Operation operation, List<String> operands) {
    return operators.of(operation).add(graph, operands);
  }

  /** A network in use, where normalisations go by the running statistics. */
  private String inference(Graph graph, Inference inference, List<String> operands) {
    Inference.Given<String> given = inference.given(operands);
    Layers<String> layers =
        new Layers<>(
            inference.layers(),
            given.parameters(),
            given.running(),
            List.of(),
            layer -> inputs -> add(graph, layer.forInference(), inputs));
    return layers.logits(given.images());
  }
}

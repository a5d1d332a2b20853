package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Nd4jBackend;
import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Lowerings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Deeplearning4j's layers on the processor; ND4J computes for them. */
public class LayersBackend implements Backend {
  private final Nd4jBackend nd4j;

  private final Lowerings lowerings =
      new Lowerings()
          .on(Conv1d.class, ConvolutionLayers::conv1d)
          .on(Conv2d.class, ConvolutionLayers::conv2d)
          .on(Conv3d.class, ConvolutionLayers::conv3d)
          .on(ConvTranspose2d.class, ConvolutionLayers::convTranspose2d)
          .on(LocallyConnected2d.class, ConvolutionLayers::locallyConnected2d)
          .on(Linear.class, DenseLayers::linear)
          .on(MaxPool1d.class, PoolingLayers::maxPool1d)
          .on(MaxPool2d.class, PoolingLayers::maxPool2d)
          .on(MaxPool3d.class, PoolingLayers::maxPool3d)
          .on(AveragePool1d.class, PoolingLayers::averagePool1d)
          .on(AveragePool2d.class, PoolingLayers::averagePool2d)
          .on(AveragePool3d.class, PoolingLayers::averagePool3d)
          .on(BatchNorm.class, NormalizationLayers::batchNorm)
          .on(BatchNormInference.class, NormalizationLayers::batchNormInference)
          .on(LocalResponseNorm.class, NormalizationLayers::localResponseNorm)
          .on(Relu.class, ActivationLayers::relu)
          .on(LeakyRelu.class, ActivationLayers::leakyRelu)
          .on(Sigmoid.class, ActivationLayers::sigmoid)
          .on(Tanh.class, ActivationLayers::tanh)
          .on(Softmax.class, ActivationLayers::softmax)
          .on(RandomDropout.class, (op, problem, inputs) -> DropoutExecution.of(op, inputs))
          .on(CrossEntropy.class, LossFunctions::crossEntropy)
          .on(CrossEntropyOfProbabilities.class, LossFunctions::crossEntropyOfProbabilities)
          .on(BinaryCrossEntropy.class, LossFunctions::binaryCrossEntropy)
          .on(
              BinaryCrossEntropyOfProbabilities.class,
              LossFunctions::binaryCrossEntropyOfProbabilities)
          .on(MeanSquaredError.class, LossFunctions::meanSquaredError)
          .on(Inference.class, (op, problem, inputs) -> InferenceGraph.of(op, inputs))
          .on(TrainingStep.class, (op, problem, inputs) -> GraphTraining.of(op, inputs));

  /** Loads ND4J's natives. */
  public LayersBackend(Device device, int threads) {
    nd4j = new Nd4jBackend(device, threads);
  }

  @Override
  public Description description() {
    Description description = nd4j.description();
    SortedMap<String, String> facts = new TreeMap<>(description.facts());
    facts.put("backward timing", "all gradients of a layer; most compute its output again first");
    return new Description(description.device(), description.threads(), facts);
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return lowerings.prepare(problem, inputs);
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return LayerDivergences.above(nd4j.knownDivergences());
  }

  @Override
  public void close() {
    nd4j.close();
  }
}

package dev.assay.adapters.libtorch;

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
import dev.assay.reference.op.OneHot;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.Vocabulary;

/** How each operation is said in PyTorch. */
final class Formulas {
  private final Vocabulary<Formula> formulas = new Vocabulary<>();

  Formulas() {
    formulas.on(Conv1d.class, Convolutions::conv1d);
    formulas.on(Conv2d.class, Convolutions::conv2d);
    formulas.on(Conv3d.class, Convolutions::conv3d);
    formulas.on(ConvTranspose2d.class, Convolutions::convTranspose2d);
    formulas.on(MaxPool1d.class, Poolings::maxPool1d);
    formulas.on(MaxPool2d.class, Poolings::maxPool2d);
    formulas.on(MaxPool3d.class, Poolings::maxPool3d);
    formulas.on(AveragePool1d.class, Poolings::averagePool1d);
    formulas.on(AveragePool2d.class, Poolings::averagePool2d);
    formulas.on(AveragePool3d.class, Poolings::averagePool3d);
    formulas.on(Relu.class, Activations::relu);
    formulas.on(LeakyRelu.class, Activations::leakyRelu);
    formulas.on(RandomizedLeakyRelu.class, Activations::randomizedLeakyRelu);
    formulas.on(Sigmoid.class, Activations::sigmoid);
    formulas.on(Tanh.class, Activations::tanh);
    formulas.on(Softmax.class, Activations::softmax);
    formulas.on(LogSoftmax.class, Activations::logSoftmax);
    formulas.on(Dropout.class, Activations::dropout);
    formulas.on(RandomDropout.class, Activations::randomDropout);
    formulas.on(BatchNorm.class, Normalizations::batchNorm);
    formulas.on(BatchNormInference.class, Normalizations::batchNormInference);
    formulas.on(BatchNormStatistics.class, Normalizations::batchNormStatistics);
    formulas.on(InstanceNorm.class, Normalizations::instanceNorm);
    formulas.on(GroupNorm.class, Normalizations::groupNorm);
    formulas.on(LayerNorm.class, Normalizations::layerNorm);
    formulas.on(LocalResponseNorm.class, Normalizations::localResponseNorm);
    formulas.on(CrossEntropy.class, Losses::crossEntropy);
    formulas.on(CrossEntropyOfProbabilities.class, Losses::crossEntropyOfProbabilities);
    formulas.on(BinaryCrossEntropy.class, Losses::binaryCrossEntropy);
    formulas.on(BinaryCrossEntropyOfProbabilities.class, Losses::binaryCrossEntropyOfProbabilities);
    formulas.on(MeanSquaredError.class, Losses::meanSquaredError);
    formulas.on(Linear.class, Structures::linear);
    formulas.on(Add.class, Structures::add);
    formulas.on(Concat.class, Structures::concat);
    formulas.on(Flatten.class, Structures::flatten);
    formulas.on(IdentityShortcut.class, Structures::identityShortcut);
    formulas.on(OneHot.class, Structures::oneHot);
    formulas.on(ArgMax.class, Structures::argMax);
  }

  /**
   * That of an operation.
   *
   * @throws UnsupportedProblemException if there is none
   */
  Formula of(Operation operation) {
    return formulas.of(operation);
  }
}

package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.Concat;
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
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.Vocabulary;

/** Which operations TensorFlow can compute, and how: a line each. */
final class Operations {
  private static final Vocabulary<Call> CALLS = new Vocabulary<>();

  static {
    CALLS.on(Conv2d.class, Convolutions::conv2d);
    CALLS.on(Conv3d.class, Convolutions::conv3d);
    CALLS.on(ConvTranspose2d.class, Convolutions::convTranspose2d);
    CALLS.on(Linear.class, Convolutions::linear);
    CALLS.on(MaxPool2d.class, Poolings::maxPool2d);
    CALLS.on(MaxPool3d.class, Poolings::maxPool3d);
    CALLS.on(AveragePool2d.class, Poolings::averagePool2d);
    CALLS.on(AveragePool3d.class, Poolings::averagePool3d);
    CALLS.on(Relu.class, Activations::relu);
    CALLS.on(LeakyRelu.class, Activations::leakyRelu);
    CALLS.on(RandomizedLeakyRelu.class, Activations::randomizedLeakyRelu);
    CALLS.on(Sigmoid.class, Activations::sigmoid);
    CALLS.on(Tanh.class, Activations::tanh);
    CALLS.on(Softmax.class, Activations::softmax);
    CALLS.on(LogSoftmax.class, Activations::logSoftmax);
    CALLS.on(Dropout.class, Activations::dropout);
    CALLS.unsupported(RandomDropout.class, "no operation that drops by a mask of its own");
    CALLS.on(BatchNorm.class, Normalizations::batchNorm);
    CALLS.on(BatchNormInference.class, Normalizations::batchNormInference);
    CALLS.on(BatchNormStatistics.class, Normalizations::batchNormStatistics);
    CALLS.on(LayerNorm.class, Normalizations::layerNorm);
    CALLS.on(GroupNorm.class, Normalizations::groupNorm);
    CALLS.on(InstanceNorm.class, Normalizations::instanceNorm);
    CALLS.on(LocalResponseNorm.class, Normalizations::localResponseNorm);
    CALLS.on(CrossEntropy.class, Losses::crossEntropy);
    CALLS.on(CrossEntropyOfProbabilities.class, Losses::crossEntropyOfProbabilities);
    CALLS.on(BinaryCrossEntropy.class, Losses::binaryCrossEntropy);
    CALLS.on(BinaryCrossEntropyOfProbabilities.class, Losses::binaryCrossEntropyOfProbabilities);
    CALLS.on(MeanSquaredError.class, Losses::meanSquaredError);
    CALLS.on(Add.class, Structures::add);
    CALLS.on(Concat.class, Structures::concat);
    CALLS.on(Flatten.class, Structures::flatten);
    CALLS.on(IdentityShortcut.class, Structures::identityShortcut);
    CALLS.on(OneHot.class, Structures::oneHot);
    CALLS.on(ArgMax.class, Structures::argMax);
    CALLS.on(Sgd.class, Updates::sgd);
    CALLS.on(Momentum.class, Updates::momentum);
    CALLS.on(Adam.class, Updates::adam);
  }

  private Operations() {}

  /**
   * How an operation is said in TensorFlow's terms. It takes sequences for images of height 1, as
   * {@code tf.nn.conv1d} does.
   *
   * @throws UnsupportedProblemException if it cannot be
   */
  static Call of(Operation operation) {
    return CALLS.of(OneDimensional.onImages(operation));
  }
}

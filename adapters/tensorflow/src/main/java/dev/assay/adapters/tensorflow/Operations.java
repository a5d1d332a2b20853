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
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.spi.UnsupportedProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Which operations TensorFlow can compute, and how: a line each. */
final class Operations {
  private static final Map<Class<?>, Function<Operation, Call>> CALLS = new HashMap<>();

  static {
    on(Conv2d.class, Convolutions::conv2d);
    on(Conv3d.class, Convolutions::conv3d);
    on(ConvTranspose2d.class, Convolutions::convTranspose2d);
    on(Linear.class, Convolutions::linear);
    on(MaxPool2d.class, Poolings::maxPool2d);
    on(MaxPool3d.class, Poolings::maxPool3d);
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
    on(BatchNorm.class, Normalizations::batchNorm);
    on(BatchNormInference.class, Normalizations::batchNormInference);
    on(BatchNormStatistics.class, Normalizations::batchNormStatistics);
    on(LayerNorm.class, Normalizations::layerNorm);
    on(GroupNorm.class, Normalizations::groupNorm);
    on(InstanceNorm.class, Normalizations::instanceNorm);
    on(LocalResponseNorm.class, Normalizations::localResponseNorm);
    on(CrossEntropy.class, Losses::crossEntropy);
    on(CrossEntropyOfProbabilities.class, Losses::crossEntropyOfProbabilities);
    on(BinaryCrossEntropy.class, Losses::binaryCrossEntropy);
    on(BinaryCrossEntropyOfProbabilities.class, Losses::binaryCrossEntropyOfProbabilities);
    on(MeanSquaredError.class, Losses::meanSquaredError);
    on(Add.class, Structures::add);
    on(Concat.class, Structures::concat);
    on(Flatten.class, Structures::flatten);
    on(IdentityShortcut.class, Structures::identityShortcut);
    on(OneHot.class, Structures::oneHot);
    on(ArgMax.class, Structures::argMax);
    on(Sgd.class, Updates::sgd);
    on(Momentum.class, Updates::momentum);
    on(Adam.class, Updates::adam);
  }

  private Operations() {}

  private static <O extends Operation> void on(Class<O> operation, Function<O, Call> call) {
    CALLS.put(operation, values -> call.apply(operation.cast(values)));
  }

  /**
   * How an operation is said in TensorFlow's terms. It takes sequences for images of height 1, as
   * {@code tf.nn.conv1d} does.
   *
   * @throws UnsupportedProblemException if it cannot be
   */
  static Call of(Operation operation) {
    Operation onImages = OneDimensional.onImages(operation);
    Function<Operation, Call> call = CALLS.get(onImages.getClass());
    if (call == null) {
      throw new UnsupportedProblemException("no " + operation.name());
    }
    return call.apply(onImages);
  }
}

package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
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
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.Vocabulary;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What operations are as layers: a line each. */
final class Layers {
  private static final Vocabulary<Function<Plan, Layer>> LAYERS = new Vocabulary<>();

  static {
    on(Conv2d.class, Convolutions::of);
    on(Conv3d.class, Convolutions::of);
    on(ConvTranspose2d.class, TransposedConvolutions::new);
    on(Linear.class, Linears::new);
    on(MaxPool2d.class, Poolings::of);
    on(MaxPool3d.class, Poolings::of);
    on(AveragePool2d.class, Poolings::of);
    on(AveragePool3d.class, Poolings::of);
    on(Relu.class, Activations::of);
    on(Sigmoid.class, Activations::of);
    on(Tanh.class, Activations::of);
    on(LeakyRelu.class, LeakyRelus::of);
    on(RandomizedLeakyRelu.class, LeakyRelus::of);
    on(Softmax.class, Softmaxes::of);
    on(LogSoftmax.class, Softmaxes::of);
    on(Dropout.class, Dropouts::new);
    on(BatchNorm.class, BatchNormalization::new);
    on(BatchNormInference.class, BatchNormalizationInference::new);
    on(LayerNorm.class, SetNormalization::of);
    on(GroupNorm.class, SetNormalization::of);
    on(InstanceNorm.class, SetNormalization::of);
    on(LocalResponseNorm.class, LocalResponses::new);
    on(Add.class, Sums::new);
    on(Concat.class, Concatenations::new);
    on(Flatten.class, (plan, flatten) -> new Flattenings(plan));
    on(IdentityShortcut.class, Shortcuts::new);
  }

  private Layers() {}

  private static <O extends Operation> void on(
      Class<O> operation, BiFunction<Plan, O, Layer> maker) {
    LAYERS.on(operation, values -> plan -> maker.apply(plan, values));
  }

  static Set<Class<? extends Operation>> operations() {
    return LAYERS.operations();
  }

  /**
   * A layer.
   *
   * @throws UnsupportedProblemException if the operation has no line
   */
  static Layer of(Plan plan, Operation operation) {
    return LAYERS.of(operation).apply(plan);
  }
}

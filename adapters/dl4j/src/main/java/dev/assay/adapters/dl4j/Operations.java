package dev.assay.adapters.dl4j;

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
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.Inference;
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
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.op.TrainingStep;
import dev.assay.spi.Lowerings;

/** What ND4J computes, and by which of its operations: the same on the processor and on a card. */
public final class Operations {
  private Operations() {}

  /** All of them, images in a layout. */
  public static Lowerings of(Layout layout) {
    return new Lowerings()
        .on(Conv2d.class, Layers.alone(layout))
        .on(
            MaxPool2d.class,
            (op, problem, inputs) ->
                Layers.of(op, op.global() ? Layout.NCHW : layout).alone(problem, inputs))
        .on(
            AveragePool2d.class,
            (op, problem, inputs) ->
                Layers.of(op, op.global() ? Layout.NCHW : layout).alone(problem, inputs))
        .on(Conv1d.class, (op, problem, inputs) -> Sequences.conv1d(layout, op, problem, inputs))
        .on(
            MaxPool1d.class,
            (op, problem, inputs) -> Sequences.maxPool1d(layout, op, problem, inputs))
        .on(
            AveragePool1d.class,
            (op, problem, inputs) -> Sequences.averagePool1d(layout, op, problem, inputs))
        .on(ConvTranspose2d.class, Layers.alone(layout))
        .on(Conv3d.class, Volumes::conv3d)
        .on(MaxPool3d.class, Volumes::maxPool3d)
        .on(AveragePool3d.class, Volumes::averagePool3d)
        .on(Sigmoid.class, Layers.alone(Layout.NCHW))
        .on(Tanh.class, Layers.alone(Layout.NCHW))
        .on(Relu.class, Layers.alone(Layout.NCHW))
        .on(LeakyRelu.class, Layers.alone(Layout.NCHW))
        .on(Softmax.class, Layers.alone(layout))
        .on(Linear.class, Layers::linear)
        .on(CrossEntropy.class, Losses::crossEntropy)
        .on(MeanSquaredError.class, Losses::meanSquaredError)
        .on(RandomizedLeakyRelu.class, Activations::randomizedLeakyRelu)
        .on(Dropout.class, Layers.alone(Layout.NCHW))
        .on(RandomDropout.class, Activations::randomDropout)
        .on(LogSoftmax.class, Layers.alone(layout))
        .on(CrossEntropyOfProbabilities.class, Losses::crossEntropyOfProbabilities)
        .on(BinaryCrossEntropy.class, Losses::binaryCrossEntropy)
        .on(BinaryCrossEntropyOfProbabilities.class, Losses::binaryCrossEntropyOfProbabilities)
        .on(Add.class, Layers.alone(Layout.NCHW))
        .on(Concat.class, Layers.alone(Layout.NCHW))
        .on(Flatten.class, Layers.alone(Layout.NCHW))
        .on(OneHot.class, Structures::oneHot)
        .on(ArgMax.class, Structures::argMax)
        .on(BatchNorm.class, Layers.alone(Layout.NCHW))
        .on(BatchNormInference.class, Layers::batchNormInference)
        .on(BatchNormStatistics.class, Normalizations::batchNormStatistics)
        // It adds 1e-12 to the deviation.
        .unsupported(LayerNorm.class, "no layer normalisation with an epsilon")
        .on(LocalResponseNorm.class, Layers.alone(Layout.NHWC))
        .on(Sgd.class, Updates::sgd)
        .on(Momentum.class, Updates::momentum)
        .on(Adam.class, Updates::adam)
        .on(IdentityShortcut.class, Layers.alone(Layout.NCHW))
        .on(Inference.class, (op, problem, inputs) -> Networks.inference(op, layout, inputs))
        .on(TrainingStep.class, (op, problem, inputs) -> Training.of(op, layout, inputs));
  }
}

package dev.assay.verify.suite;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.reference.oracle.FloatBackend;
import dev.assay.reference.oracle.FloatSum;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.verify.network.FloatNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Faults of networks whose layers are right alone. */
final class NetworkFaults {
  private static final String TRAINING = "training-step";
  private static final String USE = "inference";

  private static final int LOGITS_AND_LOSS = 2;
  private static final int BIAS = 2;
  private static final int BLOCK = 8;

  private NetworkFaults() {}

  static List<Fault> all() {
    Stream<Fault> both =
        Stream.of(TRAINING, USE)
            .flatMap(
                network ->
                    Stream.of(
                        new Fault("products in TF32", network, of(NetworkFaults::shortFactors)),
                        new Fault(
                            "a ReLU overwrites what is still read",
                            network,
                            of(NetworkFaults::reluInPlace)),
                        new Fault(
                            "an addition overwrites what is still read",
                            network,
                            of(NetworkFaults::addInPlace)),
                        new Fault(
                            "a ReLU is moved before an average pooling",
                            network,
                            of(NetworkFaults::reluBeforePooling)),
                        new Fault(
                            "a ReLU is moved before the bias",
                            network,
                            of(NetworkFaults::reluBeforeBias)),
                        new Fault(
                            "a softmax behind a convolution goes over another axis",
                            network,
                            of(NetworkFaults::otherAxis)),
                        new Fault(
                            "joined channels are read in reverse",
                            network,
                            of(NetworkFaults::reversed))));
    Stream<Fault> training =
        Stream.of(
            new Fault("the gradient of a branch replaces another", TRAINING, ofLastBranch()),
            new Fault("gradients of one shape share a buffer", TRAINING, ofOneBuffer()),
            new Fault(
                "halves of a joined gradient are exchanged",
                TRAINING,
                of(NetworkFaults::exchanged)),
            new Fault(
                "the gradient behind one-sided padding is moved",
                TRAINING,
                of(NetworkFaults::moved)),
            new Fault(
                "maxima are forgotten by the next pooling", TRAINING, of(NetworkFaults::lost)),
            new Fault("a gradient in blocks is read as plain", TRAINING, of(NetworkFaults::plain)));
    Stream<Fault> use =
        Stream.of(
            new Fault("a bias before a normalisation is lost", USE, of(NetworkFaults::withoutBias)),
            new Fault("a batch is normalised by itself", USE, of(NetworkFaults::byItself)));
    return Stream.of(both, training, use).flatMap(Function.identity()).toList();
  }

  private static Spoiler of(Function<LayerCall, List<float[]>> layer) {
    return of(
        (network, node, problem, in) -> layer.apply(new LayerCall(network, node, problem, in)));
  }

  private static Spoiler of(FloatNetwork.Way way) {
    return call -> FloatNetwork.results((Composite) call.problem().operation(), call.inputs(), way);
  }

  private static List<float[]> shortFactors(LayerCall call) {
    return new FloatBackend(FloatSum.FORWARD, FactorRounding.TF32_TO_NEAREST)
        .compute(call.problem(), call.inputs());
  }

  private static List<float[]> reluInPlace(LayerCall call) {
    List<float[]> output = call.honest();
    if (call.forward(Relu.class).isPresent() && call.isReadLater(0)) {
      System.arraycopy(output.get(0), 0, call.inputs().get(0), 0, output.get(0).length);
    }
    return output;
  }

  private static List<float[]> addInPlace(LayerCall call) {
    List<float[]> output = call.honest();
    if (call.forward(Add.class).isPresent() && call.isReadLater(1)) {
      System.arraycopy(output.get(0), 0, call.inputs().get(1), 0, output.get(0).length);
    }
    return output;
  }

  /** As it may be before a maximum. */
  private static List<float[]> reluBeforePooling(LayerCall call) {
    return call.forward(AveragePool2d.class).isPresent() && areRelus(call.above())
        ? call.with(0, positive(call.inputs().get(0))).honest()
        : call.honest();
  }

  private static List<float[]> reluBeforeBias(LayerCall call) {
    if (call.forward(Conv2d.class).filter(Conv2d::bias).isEmpty() || !areRelus(call.above())) {
      return call.honest();
    }
    float[] bias = call.inputs().get(BIAS);
    float[] output = positive(call.with(BIAS, new float[bias.length]).honest().get(0));
    int plane = call.problem().operation().outputShape().stride(1);
    for (int i = 0; i < output.length; i++) {
      output[i] += bias[i / plane % bias.length];
    }
    return List.of(output);
  }

  private static boolean areRelus(List<Operation> above) {
    return above.stream().allMatch(Relu.class::isInstance);
  }

  private static float[] positive(float[] values) {
    float[] positive = values.clone();
    for (int i = 0; i < positive.length; i++) {
      positive[i] = Math.max(0, positive[i]);
    }
    return positive;
  }

  /** That which is the channels' where these lie last. */
  private static List<float[]> otherAxis(LayerCall call) {
    return call.problem().operation() instanceof Softmax softmax
            && softmax.axis() == 1
            && call.below().filter(Conv2d.class::isInstance).isPresent()
        ? call.with(new Softmax(softmax.shape(), softmax.shape().rank() - 1, softmax.beta()))
            .honest()
        : call.honest();
  }

  private static List<float[]> reversed(LayerCall call) {
    boolean joined =
        call.forward(Conv2d.class).isPresent()
            && call.below().filter(Concat.class::isInstance).isPresent();
    if (!joined) {
      return call.honest();
    }
    Shape shape = ((Conv2d) call.problem().operation()).operands().get(0).shape();
    int channels = shape.dimension(1);
    int plane = shape.stride(1);
    float[] input = call.inputs().get(0);
    float[] reversed = new float[input.length];
    for (int row = 0; row < input.length / plane; row++) {
      int other = row / channels * channels + channels - 1 - row % channels;
      System.arraycopy(input, row * plane, reversed, other * plane, plane);
    }
    return call.with(0, reversed).honest();
  }

  private static Spoiler ofLastBranch() {
    return of(
        new FloatNetwork.Way() {
          @Override
          public List<float[]> compute(
              Network network, int node, Problem operation, List<float[]> inputs) {
            return new LayerCall(network, node, operation, inputs).honest();
          }

          @Override
          public float[] sum(Network network, int node, float[] a, float[] b) {
            return b;
          }
        });
  }

  /** Which is filled from the last layer down, and read at the end. */
  private static Spoiler ofOneBuffer() {
    return call -> {
      List<float[]> results = new ArrayList<>(call.honest());
      Map<Shape, float[]> buffers = new HashMap<>();
      for (int i = LOGITS_AND_LOSS; i < results.size(); i++) {
        Shape shape = call.problem().results().get(i).shape();
        float[] shared = buffers.getOrDefault(shape, results.get(i));
        buffers.put(shape, shared);
        results.set(i, shared);
      }
      return results;
    };
  }

  private static List<float[]> exchanged(LayerCall call) {
    List<float[]> gradients = call.honest();
    boolean halves =
        call.backward(Concat.class)
            .filter(join -> join.shape().dimension(join.axis()) == join.other())
            .isPresent();
    return halves ? List.of(gradients.get(1), gradients.get(0)) : gradients;
  }

  private static List<float[]> moved(LayerCall call) {
    List<float[]> gradients = call.honest();
    if (call.backward(Conv2d.class).filter(conv -> !conv.pad().isSymmetric()).isPresent()) {
      float[] ofData = gradients.get(0);
      System.arraycopy(ofData.clone(), 0, ofData, 1, ofData.length - 1);
    }
    return gradients;
  }

  /** So that the first element of each window is taken for the largest. */
  private static List<float[]> lost(LayerCall call) {
    boolean again =
        call.backward(MaxPool2d.class).isPresent()
            && call.network().nodes().stream()
                .skip(call.node() + 1L)
                .anyMatch(node -> node.operation() instanceof MaxPool2d);
    return again ? call.with(0, new float[call.inputs().get(0).length]).honest() : call.honest();
  }

  private static List<float[]> plain(LayerCall call) {
    boolean blocks =
        call.backward(LocalResponseNorm.class).filter(norm -> norm.c() % BLOCK == 0).isPresent()
            && call.above().stream().allMatch(Conv2d.class::isInstance);
    if (!blocks) {
      return call.honest();
    }
    Shape shape = call.problem().operation().outputShape();
    int plane = shape.stride(1);
    float[] g = call.inputs().get(1);
    float[] inBlocks = new float[g.length];
    for (int i = 0; i < g.length; i++) {
      int channel = i / plane;
      inBlocks[channel / BLOCK * BLOCK * plane + i % plane * BLOCK + channel % BLOCK] = g[i];
    }
    return call.with(1, inBlocks).honest();
  }

  private static List<float[]> withoutBias(LayerCall call) {
    boolean folded =
        call.forward(Conv2d.class).filter(Conv2d::bias).isPresent()
            && call.above().stream().allMatch(BatchNorm.class::isInstance);
    return folded
        ? call.with(BIAS, new float[call.inputs().get(BIAS).length]).honest()
        : call.honest();
  }

  private static List<float[]> byItself(LayerCall call) {
    return call.forward(BatchNormInference.class)
        .map(
            norm ->
                new LayerCall(
                        call.network(),
                        call.node(),
                        call.problem()
                            .with(
                                new BatchNorm(norm.shape(), norm.epsilon()),
                                call.problem().direction()),
                        call.inputs().subList(0, 3))
                    .honest())
        .orElseGet(call::honest);
  }
}

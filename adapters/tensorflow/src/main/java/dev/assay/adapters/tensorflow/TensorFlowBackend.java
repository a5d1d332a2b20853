package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.known.HiddenCaches;
import dev.assay.spi.known.OneDnnKernels;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * TensorFlow on the processor.
 *
 * <p>What a run times:
 *
 * <ul>
 *   <li>forward: one run of a graph of the operation;
 *   <li>backward: one run of the gradients that TensorFlow adds to that graph, for the operands
 *       asked for and no others. What they take from the forward pass was computed in {@code
 *       prepare} and is fed; max poolings alone are run again.
 *   <li>training: whole steps, each one run of a graph, with parameters in variables.
 * </ul>
 */
public final class TensorFlowBackend implements Backend {
  private static final int CALLING_THREAD = -1;

  private final Natives natives;
  private final ConfigProto single;
  private final ConfigProto network;

  /**
   * Starts TensorFlow.
   *
   * @param threads that an operation computes with, and how many operations of a network at a time
   */
  public TensorFlowBackend(Device device, int threads) {
    if (device.kind() != Device.Kind.CPU) {
      throw new DeviceUnavailableException(
          "no " + device + ": TensorFlow's natives for the processor are in use; ask for cpu");
    }
    // An optimiser has nothing to do in a graph of one operation, and takes longer than that.
    RewriterConfig off = RewriterConfig.newBuilder().setDisableMetaOptimizer(true).build();
    this.single =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(CALLING_THREAD)
            .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(off))
            .build();
    this.network =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .build();
    this.natives = Natives.start(network);
    RegisteredGradients.register();
  }

  @Override
  public Description description() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("TensorFlow", TensorFlow.version());
    facts.put(
        "operations at a time", "1; of networks up to " + network.getInterOpParallelismThreads());
    facts.put("oneDNN", natives.oneDnn() ? "on" : "off");
    facts.put(
        "gradients",
        "Graph.addGradients; where that forgets parameters, the operations that Python takes");
    facts.put(
        "backward timing",
        "backward pass alone; forward is run once, and its results fed; of max poolings both");
    return new Description(Device.CPU.toString(), natives.threads(), facts);
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    if (!natives.oneDnn()) {
      OwnKernels.check(problem);
    }
    if (problem.operation() instanceof TrainingStep step) {
      return new Training(network, step, inputs);
    }
    if (problem.operation() instanceof Inference inference) {
      return TrainedNetwork.of(network, inference, inputs);
    }
    return SingleOperation.of(single, problem, inputs);
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return natives.oneDnn()
        ? Divergences.where(
            OneDnnKernels.areForX64(), HiddenCaches.here(), HiddenCaches.areMostlyAvoided())
        : Divergences.ofOwnKernels();
  }

  @Override
  public void close() {
    // Every execution releases what is its own; the library stays until the process ends.
  }
}

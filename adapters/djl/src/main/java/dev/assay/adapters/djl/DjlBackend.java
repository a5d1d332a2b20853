package dev.assay.adapters.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.util.Platform;
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
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.Releases;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A DJL engine as a backend.
 *
 * <p>What a run times:
 *
 * <ul>
 *   <li>forward: the operation, with gradient recording off;
 *   <li>backward: the backward pass alone, for the gradients asked for and no others. The forward
 *       pass is recorded once, in {@code prepare}, and its graph kept.
 *   <li>training: whole steps, as DJL's trainer takes them.
 * </ul>
 *
 * <p>A run closes what the run before it created, so memory does not grow.
 */
public abstract class DjlBackend implements Backend {
  /** What DJL's names of natives for cards begin with: {@code cu124}. */
  private static final String CARD_FLAVOR = "cu";

  private final Engine engine;
  private final NDManager manager;
  private final Dialect dialect;
  private final Vocabulary<Formula> vocabulary = new Vocabulary<>();
  private final ForwardPasses calls;

  /**
   * Starts an engine.
   *
   * @param engineName the engine's name in DJL
   * @param device the processor, or a card where the natives are for cards
   * @param dialect makes the engine's dialect once the engine runs; what it creates may belong to
   *     the manager it is given
   * @throws DeviceUnavailableException if the device is another
   */
  protected DjlBackend(String engineName, Device device, Function<NDManager, Dialect> dialect) {
    boolean card = device.kind() == Device.Kind.CUDA;
    if (card) {
      Card.require(device);
    }
    this.engine = Engine.getEngine(engineName);
    if (card && !platform().getFlavor().startsWith(CARD_FLAVOR)) {
      throw new DeviceUnavailableException(
          String.format("no device %s: %s computes on cpu only", device, natives()));
    }
    this.manager =
        engine.newBaseManager(card ? ai.djl.Device.gpu(device.index()) : ai.djl.Device.cpu());
    this.dialect = dialect.apply(manager);
    this.calls = new Calls(this.dialect.normalizer(), this::formula);
    Formulas formulas = new Formulas(this.dialect);
    vocabulary.on(Conv2d.class, formulas::conv2d);
    vocabulary.on(MaxPool2d.class, formulas::maxPool2d);
    vocabulary.on(AveragePool2d.class, formulas::averagePool2d);
    Sequences sequences = new Sequences(this.dialect);
    vocabulary.on(Conv1d.class, sequences::conv1d);
    vocabulary.on(MaxPool1d.class, sequences::maxPool1d);
    vocabulary.on(AveragePool1d.class, sequences::averagePool1d);
    Volumes volumes = new Volumes(this.dialect);
    vocabulary.on(Conv3d.class, volumes::conv3d);
    vocabulary.on(MaxPool3d.class, volumes::maxPool3d);
    vocabulary.on(AveragePool3d.class, volumes::averagePool3d);
    vocabulary.on(ConvTranspose2d.class, formulas::convTranspose2d);
    vocabulary.on(Relu.class, formulas::relu);
    vocabulary.on(LeakyRelu.class, formulas::leakyRelu);
    vocabulary.on(Sigmoid.class, formulas::sigmoid);
    vocabulary.on(Tanh.class, formulas::tanh);
    vocabulary.on(Softmax.class, formulas::softmax);
    vocabulary.on(Linear.class, formulas::linear);
    vocabulary.on(RandomizedLeakyRelu.class, formulas::randomizedLeakyRelu);
    vocabulary.on(Dropout.class, formulas::dropout);
    vocabulary.on(RandomDropout.class, formulas::randomDropout);
    vocabulary.on(LogSoftmax.class, formulas::logSoftmax);
    vocabulary.on(CrossEntropy.class, Losses::crossEntropy);
    vocabulary.on(CrossEntropyOfProbabilities.class, Losses::crossEntropyOfProbabilities);
    vocabulary.on(BinaryCrossEntropy.class, Losses::binaryCrossEntropy);
    vocabulary.on(
        BinaryCrossEntropyOfProbabilities.class, Losses::binaryCrossEntropyOfProbabilities);
    vocabulary.on(MeanSquaredError.class, Losses::meanSquaredError);
    vocabulary.on(Add.class, Structures::add);
    vocabulary.on(Concat.class, Structures::concat);
    vocabulary.on(Flatten.class, Structures::flatten);
    vocabulary.on(OneHot.class, Structures::oneHot);
    vocabulary.on(ArgMax.class, Structures::argMax);
    vocabulary.on(IdentityShortcut.class, formulas::identityShortcut);
    vocabulary.on(LayerNorm.class, formulas::layerNorm);
    Normalizer normalizer = this.dialect.normalizer();
    vocabulary.on(BatchNorm.class, norm -> normalizer.batchNorm(norm));
    vocabulary.on(BatchNormInference.class, normalizer::batchNormInference);
    vocabulary.on(BatchNormStatistics.class, normalizer::batchNormStatistics);
    vocabulary.on(InstanceNorm.class, normalizer::instanceNorm);
    vocabulary.on(GroupNorm.class, normalizer::groupNorm);
    vocabulary.on(LocalResponseNorm.class, normalizer::localResponseNorm);
    Updates updates = new Updates(this.dialect);
    vocabulary.on(Sgd.class, updates::sgd);
    vocabulary.on(Momentum.class, updates::momentum);
    vocabulary.on(Adam.class, updates::adam);
  }

  /**
   * How an operation is said in DJL's interface.
   *
   * @throws UnsupportedProblemException if it cannot be
   */
  protected final Formula formula(Operation operation) {
    return vocabulary.of(operation);
  }

  /** How forward passes are put to the engine: call by call, unless a variant says otherwise. */
  protected ForwardPasses forwardPasses() {
    return calls;
  }

  protected final Engine engine() {
    return engine;
  }

  protected final NDManager manager() {
    return manager;
  }

  protected final Dialect dialect() {
    return dialect;
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    ForwardPasses passes = forwardPasses();
    Networks networks = new Networks(engine, dialect, passes);
    NDManager own = manager.newSubManager();
    try {
      if (problem.operation() instanceof TrainingStep step) {
        return networks.training(own, step, inputs);
      }
      if (problem.operation() instanceof Inference inference) {
        return networks.inference(own, inference, inputs);
      }
      return execution(own, problem, inputs, passes.operation(own, problem.operation()));
    } catch (RuntimeException | Error e) {
      Releases.after(e, own::close);
      throw e;
    }
  }

  private Execution execution(
      NDManager own, Problem problem, List<Tensor> inputs, Formula formula) {
    NDList arrays = load(own, inputs);
    Supplier<NDList> computation =
        problem.direction().isBackward()
            ? backward(problem, arrays, formula)
            : () -> new NDList(formula.apply(arrays));
    return new DjlExecution(own, computation, dialect::synchronize);
  }

  /** Puts numbers on the device. */
  static NDList load(NDManager own, List<Tensor> tensors) {
    NDList arrays = new NDList(tensors.size());
    for (Tensor tensor : tensors) {
      arrays.add(own.create(tensor.toFloats(), new Shape(tensor.shape().toLongArray())));
    }
    return arrays;
  }

  private Supplier<NDList> backward(Problem problem, NDList arrays, Formula formula) {
    NDList wanted = new NDList();
    problem.results().forEach(result -> wanted.add(arrays.get(result.operand())));
    wanted.forEach(operand -> operand.setRequiresGradient(true));
    NDArray output = record(formula, arrays);
    // Global pooling and losses have outputs of lower rank here.
    NDArray outputGradient = arrays.get(arrays.size() - 1).reshape(output.getShape());
    return dialect.differentiation(output, wanted, outputGradient);
  }

  /** Applies a formula so that its output can be differentiated. */
  @SuppressWarnings("try") // Both resources work by being open.
  private NDArray record(Formula formula, NDList operands) {
    try (GradientCollector recording = engine.newGradientCollector();
        NDScope intermediates = new NDScope()) {
      NDArray output = formula.apply(operands);
      NDScope.unregister(output);
      return output;
    }
  }

  @Override
  public final Description description() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("library", "DJL " + Engine.getDjlVersion());
    facts.put("engine", engine.getEngineName() + " " + engine.getVersion());
    facts.put("natives", natives());
    facts.put("build options", dialect.buildOptions());
    facts.put("backward timing", backwardTiming());
    return new Description(
        manager.getDevice().toString().replace("()", ""), dialect.threads(), facts);
  }

  /** What a run of a gradient times. */
  protected String backwardTiming() {
    return "backward pass alone; forward is recorded once";
  }

  private Platform platform() {
    return Platform.detectPlatform(engine.getEngineName().toLowerCase(Locale.ROOT));
  }

  /** Which natives run: {@code PyTorch 2.7.1-20250812 cpu linux-x86_64}. */
  private String natives() {
    Platform platform = platform();
    return String.join(
        " ",
        engine.getEngineName(),
        platform.getVersion(),
        platform.getFlavor(),
        platform.getClassifier());
  }

  @Override
  public final void close() {
    manager.close();
  }
}

package dev.assay.adapters.djl.blocks;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import dev.assay.adapters.djl.Dialect;
import dev.assay.adapters.djl.DjlBackend;
import dev.assay.adapters.djl.Formula;
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
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.UnsupportedProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A DJL engine by DJL's blocks.
 *
 * <p>A run of a gradient is that of a training step: forward pass, recorded, and backward pass.
 * What has no block or needs padding that a block does not take is unsupported.
 */
public abstract class BlocksBackend extends DjlBackend {
  /**
   * Whose blocks have no parameters: DJL makes them of the functions that {@link Formula} calls.
   */
  private static final List<Class<? extends Operation>> LAMBDAS =
      List.of(
          AveragePool1d.class,
          AveragePool2d.class,
          AveragePool3d.class,
          MaxPool1d.class,
          MaxPool2d.class,
          MaxPool3d.class,
          Relu.class,
          LeakyRelu.class,
          Sigmoid.class,
          Tanh.class,
          Flatten.class,
          CrossEntropy.class,
          CrossEntropyOfProbabilities.class,
          BinaryCrossEntropy.class,
          BinaryCrossEntropyOfProbabilities.class,
          MeanSquaredError.class);

  /** How an operation's block is made. */
  private final Map<Class<?>, Function<Operation, Block>> recipes = new HashMap<>();

  /** Starts an engine, like {@link DjlBackend}. */
  @SuppressWarnings("this-escape") // no recipe is used before the backend is made
  protected BlocksBackend(String engineName, Device device, Function<NDManager, Dialect> dialect) {
    super(engineName, device, dialect);
    for (Class<? extends Operation> operation : LAMBDAS) {
      lambda(operation);
    }
    on(Conv1d.class, LayerBlocks::conv1d);
    on(Conv2d.class, LayerBlocks::conv2d);
    on(Conv3d.class, LayerBlocks::conv3d);
    on(Linear.class, LayerBlocks::linear);
    on(LayerNorm.class, LayerBlocks::layerNorm);
    on(BatchNormInference.class, LayerBlocks::batchNormInference);
    on(ConvTranspose2d.class, ifPossible(LayerBlocks::convTranspose2d));
    on(BatchNorm.class, ifPossible(LayerBlocks::batchNorm));
  }

  /** A block that does not itself refuse what its engine cannot do. */
  private <O extends Operation> Function<O, Block> ifPossible(Function<O, Block> block) {
    return operation -> {
      formula(operation);
      return block.apply(operation);
    };
  }

  private void lambda(Class<? extends Operation> operation) {
    on(
        operation,
        values -> {
          Formula formula = formula(values);
          return new LambdaBlock(operands -> new NDList(formula.apply(operands)), values.name());
        });
  }

  private <O extends Operation> void on(Class<O> operation, Function<? super O, Block> block) {
    recipes.put(operation, values -> block.apply(operation.cast(values)));
  }

  /**
   * Those of what has a block.
   *
   * @param all what the engine is known to get wrong
   */
  protected final List<KnownDivergence> ofBlocks(List<KnownDivergence> all) {
    return all.stream()
        .filter(known -> recipes.containsKey(known.counterexample().operation().getClass()))
        .toList();
  }

  @Override
  public final Execution prepare(Problem problem, List<Tensor> inputs) {
    if (problem.operation() instanceof BatchNormInference
        && problem.direction().isBackward()
        && !dialect().differentiatesUse()) {
      throw new UnsupportedProblemException("no gradients of a batch normalisation in use");
    }
    Function<Operation, Block> recipe = recipes.get(problem.operation().getClass());
    if (recipe == null) {
      throw new UnsupportedProblemException("no " + problem.operation().name());
    }
    Block block = recipe.apply(problem.operation());
    return BlockComputation.prepare(
        engine(), manager(), dialect(), block, isTraining(problem), problem, inputs);
  }

  /**
   * A forward pass alone is inference, except that of a batch normalisation by the statistics of
   * the batch; a batch normalisation in use is never in training.
   */
  private static boolean isTraining(Problem problem) {
    return problem.operation() instanceof BatchNorm
        || (problem.direction().isBackward()
            && !(problem.operation() instanceof BatchNormInference));
  }

  @Override
  protected final String backwardTiming() {
    return "forward and backward pass, as in a training step";
  }
}

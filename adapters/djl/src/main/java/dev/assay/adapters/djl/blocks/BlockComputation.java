package dev.assay.adapters.djl.blocks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.assay.adapters.djl.Dialect;
import dev.assay.adapters.djl.DjlExecution;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.Releases;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A block with a problem's numbers: the first operand is its input, then come its parameters. */
final class BlockComputation {
  private final Engine engine;
  private final Dialect dialect;
  private final Block block;
  private final boolean training;
  private final ParameterStore parameters;
  private final NDList inputs = new NDList();

  /** Whose gradients are asked for. */
  private final NDList wanted = new NDList();

  private @Nullable NDArray outputGradient;

  private BlockComputation(
      Engine engine, NDManager own, Dialect dialect, Block block, boolean training) {
    this.engine = engine;
    this.dialect = dialect;
    this.block = block;
    this.training = training;
    this.parameters = new ParameterStore(own, false);
  }

  /**
   * Makes a problem ready to run.
   *
   * @param training whether the block is to compute as in training
   */
  static Execution prepare(
      Engine engine,
      NDManager manager,
      Dialect dialect,
      Block block,
      boolean training,
      Problem problem,
      List<Tensor> inputs) {
    NDManager own = manager.newSubManager();
    try {
      BlockComputation computation = new BlockComputation(engine, own, dialect, block, training);
      computation.load(own, problem, inputs);
      return new DjlExecution(
          own,
          problem.direction().isBackward()
              ? computation::gradients
              : () -> new NDList(computation.output()),
          dialect::synchronize);
    } catch (RuntimeException | Error e) {
      Releases.after(e, own::close);
      throw e;
    }
  }

  private void load(NDManager own, Problem problem, List<Tensor> tensors) {
    // Values cannot be set where gradients are wanted, so that is said afterwards.
    block.freezeParameters(true);
    block.initialize(own, DataType.FLOAT32, shape(tensors.get(0)));
    List<Parameter> free = new ArrayList<>(block.getParameters().values());
    int operands = problem.operation().operands().size();
    List<NDArray> arrays = new ArrayList<>();
    for (int i = 0; i < operands; i++) {
      Tensor tensor = tensors.get(i);
      if (i == 0 || free.isEmpty()) {
        NDArray array = own.create(tensor.toFloats(), shape(tensor));
        inputs.add(array);
        arrays.add(array);
      } else {
        Parameter parameter = free.remove(0);
        parameter.getArray().set(FloatBuffer.wrap(tensor.toFloats()));
        arrays.add(parameter.getArray());
      }
    }
    if (problem.direction().isBackward()) {
      problem.results().forEach(result -> wanted.add(arrays.get(result.operand())));
      wanted.forEach(array -> array.setRequiresGradient(true));
      Tensor last = tensors.get(operands);
      outputGradient = own.create(last.toFloats(), shape(last));
    }
  }

  private static Shape shape(Tensor tensor) {
    return new Shape(tensor.shape().toLongArray());
  }

  /** Statistics are those of the batch only while gradients are recorded. */
  @SuppressWarnings("try") // It works by being open.
  private NDArray output() {
    if (!training) {
      return forward();
    }
    try (GradientCollector recording = engine.newGradientCollector()) {
      return forward();
    }
  }

  private NDArray forward() {
    return block.forward(parameters, inputs, training).singletonOrThrow();
  }

  private NDList gradients() {
    wanted.forEach(dialect::forgetGradient);
    NDArray g = Objects.requireNonNull(outputGradient);
    try (GradientCollector recording = engine.newGradientCollector()) {
      NDArray y = forward();
      recording.backward(y.mul(g.reshape(y.getShape())).sum());
    }
    return new NDList(wanted.stream().map(NDArray::getGradient).toList());
  }
}

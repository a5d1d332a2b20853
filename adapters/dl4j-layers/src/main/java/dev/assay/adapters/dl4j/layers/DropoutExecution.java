package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code DropoutLayer}, which is told what share it keeps: forward, then back by the same mask. */
final class DropoutExecution implements Execution {
  private final Plan arrays;
  private final Scratch scratch;
  private final LayerWorkspaceMgr workspaces;
  private final Layer layer;
  private final INDArray x;
  private final @Nullable INDArray outputGradient;
  private final INDArray result;

  private DropoutExecution(Plan arrays, RandomDropout dropout, List<Tensor> inputs) {
    this.arrays = arrays;
    DropoutLayer configuration = new DropoutLayer.Builder(1 - dropout.rate()).build();
    layer =
        configuration.instantiate(
            new NeuralNetConfiguration.Builder().layer(configuration).build(),
            List.of(),
            0,
            null,
            false,
            DataType.FLOAT);
    x = arrays.load(inputs.get(0));
    outputGradient = dropout.gradient() ? arrays.load(inputs.get(1)) : null;
    result = arrays.allocate(dropout.outputShape().toLongArray());
    scratch = new Scratch();
    workspaces = scratch.holdingAllBut(ArrayType.INPUT);
  }

  static Execution of(RandomDropout dropout, List<Tensor> inputs) {
    return Plan.build(arrays -> new DropoutExecution(arrays, dropout, inputs));
  }

  @Override
  public void run() {
    scratch.with(this::compute);
  }

  private INDArray compute() {
    layer.setInput(x, workspaces);
    INDArray y = layer.activate(true, workspaces);
    if (outputGradient == null) {
      return result.assign(y);
    }
    result.slice(0).assign(y);
    INDArray gradient = layer.backpropGradient(outputGradient, workspaces).getSecond();
    return result.slice(1).assign(gradient);
  }

  @Override
  public List<float[]> outputs() {
    return List.of(Plan.read(result));
  }

  @Override
  public void close() {
    scratch.close();
    arrays.close();
  }
}

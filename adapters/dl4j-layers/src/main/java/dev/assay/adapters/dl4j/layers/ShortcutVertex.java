package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Subsampling;
import dev.assay.reference.op.IdentityShortcut;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The shortcut without parameters, as users add what Deeplearning4j does not have: a vertex. */
final class ShortcutVertex extends GraphVertex {
  private static final long serialVersionUID = 1L;

  private final transient IdentityShortcut shortcut;

  ShortcutVertex(IdentityShortcut shortcut) {
    this.shortcut = shortcut;
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // As all of Deeplearning4j's vertices do.
  public GraphVertex clone() {
    return new ShortcutVertex(shortcut);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ShortcutVertex that && shortcut.equals(that.shortcut);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(shortcut);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return new Instance(graph, name, index, shortcut, type);
  }

  @Override
  public InputType getOutputType(int index, InputType... inputs) {
    return InputType.convolutional(
        shortcut.outputShape().dimension(2),
        shortcut.outputShape().dimension(3),
        shortcut.outputShape().dimension(1));
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(
            null, ShortcutVertex.class, inputs[0], getOutputType(0, inputs))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  /** In a graph. */
  @SuppressWarnings("overrides") // Its own superclass declares setInputs without dots.
  private static final class Instance extends BaseGraphVertex {
    private static final long serialVersionUID = 1L;

    private final transient IdentityShortcut shortcut;

    Instance(
        ComputationGraph graph, String name, int index, IdentityShortcut shortcut, DataType type) {
      super(graph, name, index, null, null, type);
      this.shortcut = shortcut;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
      INDArray y =
          workspaces.create(
              ArrayType.ACTIVATIONS, dataType, shortcut.outputShape().toLongArray(), 'c');
      carried(y).assign(kept(inputs[0]));
      return y;
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
      long[] shape = {shortcut.n(), shortcut.c(), shortcut.h(), shortcut.w()};
      INDArray ofX = workspaces.create(ArrayType.ACTIVATION_GRAD, dataType, shape, 'c');
      kept(ofX).assign(carried(epsilon));
      return new Pair<>(null, new INDArray[] {ofX});
    }

    private INDArray kept(INDArray x) {
      return Subsampling.of(x, shortcut.stride().h(), shortcut.stride().w());
    }

    private INDArray carried(INDArray y) {
      return y.get(
          NDArrayIndex.all(),
          NDArrayIndex.interval(shortcut.before(), shortcut.before() + shortcut.c()),
          NDArrayIndex.all(),
          NDArrayIndex.all());
    }

    @Override
    public boolean hasLayer() {
      return false;
    }

    @Override
    public @Nullable Layer getLayer() {
      return null;
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradients) {
      throw new UnsupportedOperationException("has no parameters");
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
        INDArray @Nullable [] masks, MaskState state, int minibatch) {
      return null;
    }

    @Override
    public String toString() {
      return "shortcut " + shortcut;
    }
  }
}

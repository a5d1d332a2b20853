package dev.assay.adapters.djl.mxnet.symbol;

import ai.djl.mxnet.engine.MxSymbolBlock;
import ai.djl.mxnet.engine.Symbol;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import dev.assay.adapters.djl.Formula;
import java.util.List;
import java.util.Map;

/**
 * A graph as DJL runs it, in an {@code MxSymbolBlock}.
 *
 * <p>DJL has MXNet lay out all memory once ({@code static_alloc}) and keep the operations ready to
 * be run again ({@code static_shape}), unless system properties forbid it. That is the fastest way,
 * and right here, because shapes never change and a pass is over before the next one begins.
 */
final class CompiledGraph implements Formula {
  private final MxSymbolBlock block;
  private final ParameterStore store;
  private final List<String> inputs;
  private final boolean training;

  /**
   * Compiles a graph.
   *
   * @param own owns it
   * @param symbol what MXNet has read
   * @param inputs its variables that are given anew with each call, in order
   * @param resident all others
   * @param training whether statistics are to be those of the batch even where no gradients are
   *     recorded
   */
  CompiledGraph(
      NDManager own,
      Symbol symbol,
      List<String> inputs,
      Map<String, NDArray> resident,
      boolean training) {
    this.block = new MxSymbolBlock(own, symbol);
    this.store = new ParameterStore(own, false);
    this.inputs = inputs;
    this.training = training;
    block.setInputNames(inputs);
    for (Parameter parameter : block.getDirectParameters().values()) {
      parameter.setArray(resident.get(parameter.getName()));
    }
  }

  @Override
  public NDArray apply(NDList operands) {
    NDList given = operands.subNDList(0, inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      given.get(i).setName(inputs.get(i)); // The block goes by names.
    }
    boolean trained = JnaUtils.autogradIsTraining();
    JnaUtils.autogradSetTraining(trained || training);
    try {
      // What DJL calls training would only initialise the block.
      return block.forward(store, given, false).singletonOrThrow();
    } finally {
      JnaUtils.autogradSetTraining(trained);
    }
  }
}

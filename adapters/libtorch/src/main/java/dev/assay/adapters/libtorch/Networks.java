package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Network;
import dev.assay.spi.Layers;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Networks, layer by layer. */
final class Networks {
  private Networks() {}

  /**
   * One in use, where normalisations go by the running statistics.
   *
   * @param operands images, parameters, mean and variance of each normalisation
   */
  static Formula forInference(Formulas formulas, Network network, List<Tensor> operands) {
    int ofStatistics = 1 + network.parameters().size();
    Layers<Tensor> layers =
        new Layers<>(
            network,
            operands.subList(1, ofStatistics),
            operands.subList(ofStatistics, operands.size()),
            layer -> layer(formulas.of(layer.forInference())));
    return images -> logits(layers, images.get(0));
  }

  /** A layer of a network: of what it makes, only its output outlives it. */
  static Function<List<Tensor>, Tensor> layer(Formula formula) {
    return operands -> {
      PointerScope ofNetwork = PointerScope.getInnerScope();
      try (PointerScope ofLayer = new PointerScope()) {
        Tensor output = formula.apply(operands);
        ofNetwork.attach(output);
        return output;
      }
    };
  }

  /** Applies such layers; outputs are released as in C++, where variables end. */
  static Tensor logits(Layers<Tensor> layers, Tensor images) {
    PointerScope ofNetwork = PointerScope.getInnerScope();
    return layers.logits(images, ofNetwork::detach);
  }
}

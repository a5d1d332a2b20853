package dev.assay.adapters.libtorch;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Network;
import dev.assay.spi.Layers;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Networks, layer by layer. */
final class Networks {
  private Networks() {}

  /**
   * One in use, where normalisations go by the running statistics.
   *
   * @param operands images, parameters, mean and variance of each normalisation
   */
  static Formula inUse(Formulas formulas, Network network, List<Tensor> operands) {
    int ofStatistics = 1 + network.parameters().size();
    Layers<Tensor> layers =
        new Layers<>(
            network,
            operands.subList(1, ofStatistics),
            operands.subList(ofStatistics, operands.size()),
            layer -> formulas.of(layer instanceof BatchNorm norm ? norm.inUse() : layer)::apply);
    return images -> layers.logits(images.get(0));
  }
}

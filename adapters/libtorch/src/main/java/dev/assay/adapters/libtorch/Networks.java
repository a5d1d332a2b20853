package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Inference;
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
   * @param operands as {@link Inference#operands} lists them
   */
  static Formula forInference(Formulas formulas, Inference inference, List<Tensor> operands) {
    Inference.Given<Tensor> given = inference.given(operands);
    Layers<Tensor> layers =
        new Layers<>(
            inference.layers(),
            given.parameters(),
            given.running(),
            List.of(),
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

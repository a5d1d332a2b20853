package dev.assay.reports.images;

import dev.assay.reference.dataset.Normalization;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operand;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a layer of a trained network makes of some images, by the reference. A backend must come to
 * the same within the reference's bound, for the precision of products that it declares.
 */
public final class Features {
  private final ImageInput input;
  private final int from;
  private final Inference inference;
  private final List<Tensor> inputs;
  private final Tensor first;
  private final Map<ProductPrecision, Oracle> oracles = new EnumMap<>(ProductPrecision.class);

  /**
   * @param weights of the whole network: every parameter, then the running statistics
   * @param from the number of the first image
   * @param count how many images
   */
  public Features(ImageInput input, List<Tensor> weights, String layer, int from, int count) {
    this.input = input;
    this.from = from;
    this.inference = new Inference(input.network(), count, input.images().size(), layer);
    this.inputs = new ArrayList<>();
    this.first = weights.get(0);
    inputs.add(input.images().batch(from, count, input.normalization()));
    Map<String, Tensor> byName = new HashMap<>();
    List<Operand> all = whole().operands();
    for (int i = 1; i < all.size(); i++) {
      byName.put(all.get(i).name(), weights.get(i - 1));
    }
    inference.operands().stream().skip(1).map(Operand::name).map(byName::get).forEach(inputs::add);
  }

  private Inference whole() {
    return new Inference(inference.network(), inference.n(), inference.size());
  }

  public Problem problem() {
    return Problem.of(inference, Direction.FORWARD, Fill.REAL, 0);
  }

  /** The whole network. */
  Network network() {
    return whole().layers();
  }

  /** The shape of the layer's output, the images first. */
  public Shape shape() {
    return network().shapeOf(inference.layer());
  }

  /** What the reference comes to, [n, features]. */
  public Tensor reference() {
    return oracle(ProductPrecision.F32).results().get(0);
  }

  private Oracle oracle(ProductPrecision precision) {
    return oracles.computeIfAbsent(precision, of -> new Oracle(problem(), inputs, of));
  }

  /** The largest error of a backend as a share of its bound: above 1 is wrong. */
  public double worstShare(Computation backend) throws Computation.NoResults {
    Comparison comparison =
        oracle(backend.precision()).compare(Sample.WHOLE, backend.compute(problem(), inputs));
    return comparison.worst().share();
  }

  /** The images, [n, channels, height, width], from 0 to 1. */
  public Tensor pixels() {
    return input.images().batch(from, inference.n(), Normalization.NONE);
  }

  /** The weights of the first layer that has any, if it is a convolution. */
  public Optional<Tensor> filters() {
    return Optional.of(first).filter(weights -> weights.shape().rank() == 4);
  }
}

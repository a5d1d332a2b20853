package dev.assay.reference.op;

import dev.assay.reference.tensor.Tensor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What nobody differentiates: decoding, encoding, the steps of an optimiser, running statistics,
 * and a dropout whose gradient is part of its output.
 */
sealed interface ForwardOnly extends Operation
    permits Adam, ArgMax, BatchNormStatistics, Momentum, OneHot, RandomDropout, Sgd {

  @Override
  default Set<Direction> directions() {
    return EnumSet.of(Direction.FORWARD);
  }

  @Override
  default Formula gradient(List<Tensor> inputs, Tensor outputGradient, int operand) {
    throw new UnsupportedOperationException(name() + " has no gradient");
  }
}

package dev.assay.adapters.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.UnsupportedProblemException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FormulasTest {
  private final Formulas formulas = new Formulas(new SymmetricPaddingOnly());

  @Test
  void paddingThatNeitherCountsNorIsAnArgumentIsUnsupported() {
    AveragePool2d oneSided = pool("pad=0:1x0");
    assertThatThrownBy(() -> formulas.averagePool2d(oneSided))
        .isInstanceOf(UnsupportedProblemException.class)
        .hasMessageContaining("no average that leaves out padding");
  }

  @Test
  void paddingThatCountsOrIsAnArgumentIsSupported() {
    assertThat(formulas.averagePool2d(pool("pad=0:1x0 count-pad=true"))).isNotNull();
    assertThat(formulas.averagePool2d(pool("pad=1x0"))).isNotNull();
  }

  @Test
  void onlySomeEnginesHaveNesterovMomentum() {
    Updates updates = new Updates(new SymmetricPaddingOnly());
    assertThatThrownBy(() -> updates.momentum(momentum("nesterov=true")))
        .isInstanceOf(UnsupportedProblemException.class)
        .hasMessageContaining("Nesterov");
    assertThat(updates.momentum(momentum("nesterov=false"))).isNotNull();
  }

  private static Momentum momentum(String parameters) {
    return (Momentum) Problem.parse("momentum size=2 learning-rate=0.1 " + parameters).operation();
  }

  private static AveragePool2d pool(String parameters) {
    return (AveragePool2d)
        Problem.parse("average-pool2d n=1 c=1 h=4 w=4 kernel=2x2 " + parameters).operation();
  }

  /** An engine that is asked about its pooling and for nothing else. */
  private static final class SymmetricPaddingOnly implements Dialect {
    @Override
    public boolean poolingTakes(Extent kernel, Padding padding) {
      return padding.isSymmetric();
    }

    @Override
    public void synchronize() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Supplier<NDList> differentiation(
        NDArray output, NDList operands, NDArray outputGradient) {
      throw new UnsupportedOperationException();
    }

    @Override
    public NDArray pad(NDArray images, Padding padding, double value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public NDArray leakyRelu(NDArray x, NDArray slopes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasNesterov() {
      return false;
    }

    @Override
    public boolean descends() {
      return false;
    }

    @Override
    public NDArray pad(NDArray volumes, Padding3d padding, double value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean poolingTakes(Extent3d kernel, Padding3d padding, Extent3d volume) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Normalizer normalizer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int threads() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String buildOptions() {
      throw new UnsupportedOperationException();
    }
  }
}

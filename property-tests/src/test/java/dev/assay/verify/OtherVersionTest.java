package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.worker.ProblemRunner;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A library of another version may lack what its adapter calls: that is no wrong result. */
class OtherVersionTest {
  private static final Request REQUEST = Request.of(Problem.parse("relu shape=2"));

  @ParameterizedTest
  @ValueSource(
      classes = {NoClassDefFoundError.class, NoSuchMethodError.class, AbstractMethodError.class})
  void whatIsNotThereIsUnsupported(Class<? extends LinkageError> lacking)
      throws ReflectiveOperationException {
    Error thrown = lacking.getConstructor(String.class).newInstance("org/some/Tensor");

    assertThat(answer(thrown))
        .isInstanceOfSatisfying(
            Reply.Unsupported.class,
            reply -> assertThat(reply.reason()).isEqualTo("not in this version: " + thrown));
  }

  /** Natives that do not load are the backend's own trouble. */
  @Test
  void nativesThatDoNotLoadAreAFailure() {
    assertThat(answer(new UnsatisfiedLinkError("libtorch.so"))).isInstanceOf(Reply.Threw.class);
  }

  private static Reply answer(Error thrown) {
    return new ProblemRunner(
            new OracleBackend(Device.CPU, 1) {
              @Override
              public Execution prepare(Problem problem, List<Tensor> inputs) {
                throw thrown;
              }
            })
        .answer(REQUEST);
  }
}

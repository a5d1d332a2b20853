package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.worker.ProblemRunner;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is verified is run a second time, for its bits; what is only wanted is not. */
class RunOnceTest {
  @Test
  void onlyWhatIsVerifiedIsRunTwice() {
    Problem problem = Problem.parse("relu shape=3");
    assertThat(runs(Request.of(problem, problem.inputs()))).isEqualTo(2);
    assertThat(runs(Request.once(problem, problem.inputs()))).isEqualTo(1);
  }

  private static int runs(Request request) {
    AtomicInteger runs = new AtomicInteger();
    Reply reply =
        new ProblemRunner(
                new OracleBackend(Device.CPU, 1) {
                  @Override
                  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
                    runs.incrementAndGet();
                    return super.compute(problem, inputs);
                  }
                })
            .answer(request);
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Computed.class, computed -> assertThat(computed.results().get(0)).hasSize(3));
    return runs.get();
  }
}

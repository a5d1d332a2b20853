package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.host.BackendCatalog;
import dev.assay.host.Descriptor;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.Platform;
import dev.assay.host.Worker;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import dev.assay.verify.network.Expectations;
import dev.assay.verify.network.NetworkVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs written by hand, as the build has laid them out: each computes what the backend of
 * README's table does that it is to be compared with.
 */
class ByHandTest {
  private static final String SUFFIX = "-by-hand";

  private static final Problem CONVOLUTION =
      Problem.parse("conv2d n=2 c=16 h=7 w=9 k=32 kernel=3x3 pad=1x1 bias=true seed=1");

  private static final Problem INFERENCE =
      Problem.parse("inference network=resnet18 n=2 size=64x64");

  private static final Problem TRAINING =
      Problem.parse("training-step network=resnet18 n=2 size=64x64 learning-rate=0.001 steps=2");

  /** Where caches are hidden, oneDNN gets less wrong with it: nothing of the above. */
  private static final String WITHOUT_AVX512 = "ONEDNN_MAX_CPU_ISA=AVX2";

  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(3), Duration.ofMinutes(1), 8L << 30);

  private static final int THREADS = 2;

  @TempDir Path logs;

  /** What networks must give, computed once for all programs. */
  private final Expectations expectations;

  ByHandTest(@TempDir Path expected) {
    expectations = new Expectations(expected);
  }

  @TestFactory
  Stream<DynamicTest> everyProgram() throws IOException {
    Path programs = Path.of(System.getProperty("assay.home"), "by-hand");
    assumeFalse(Files.notExists(programs), "the programs are not packaged; run ./mvnw verify");
    PromisedSupport promised = PromisedSupport.in(Path.of("..", "README.md"));
    List<Descriptor> all = new BackendCatalog(List.of(programs)).all();
    assertThat(all).isNotEmpty();
    return all.stream()
        .filter(program -> program.computesOn(Device.CPU, Platform.current()))
        .map(program -> dynamicTest(program.name(), () -> isRight(program, promised)));
  }

  private void isRight(Descriptor program, PromisedSupport promised) {
    String beside = program.name().replace(SUFFIX, "");
    assertThat(promised.backends()).contains(beside);
    boolean trains = promised.includes(beside, "sgd", Direction.FORWARD);
    try (Worker worker = new Worker(launch(program), LIMITS, logs)) {
      NetworkVerifier networks = new NetworkVerifier(worker::execute, expectations);

      assertThat(new Verifier(worker::execute).verify(CONVOLUTION).outcome())
          .isEqualTo(Outcome.PASSED);
      assertThat(networks.verify(INFERENCE).outcome()).isEqualTo(Outcome.PASSED);
      assertThat(networks.verify(TRAINING).outcome())
          .isEqualTo(trains ? Outcome.PASSED : Outcome.UNSUPPORTED);
    }
  }

  private static Launch launch(Descriptor program) {
    return PackagedLaunch.with(PackagedLaunch.of(program, Device.CPU, THREADS), WITHOUT_AVX512);
  }
}

package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backend that opens, but does not say what it is, is refused with the reason. */
class WorkerMainTest {
  /** No version to be found, say. */
  public static final class Unspeakable extends ConstantBackend {
    public Unspeakable(Device device, int threads) {
      super(device, threads);
    }

    @Override
    public Description description() {
      throw new IllegalStateException("no version of the library");
    }
  }

  /** Its divergences do not even parse. */
  public static final class Unknown extends ConstantBackend {
    public Unknown(Device device, int threads) {
      super(device, threads);
    }

    @Override
    public List<KnownDivergence> knownDivergences() {
      throw new NoClassDefFoundError("org/some/Layer");
    }
  }

  /** The symptoms of a counterexample are asked for, too. */
  public static final class Unclear extends ConstantBackend {
    public Unclear(Device device, int threads) {
      super(device, threads);
    }

    @Override
    public List<KnownDivergence> knownDivergences() {
      return List.of(
          new KnownDivergence(
              "unclear",
              "its symptoms throw",
              List.of(),
              Problem.parse("relu shape=2"),
              problem -> true,
              Unclear::symptoms));
    }

    private static List<Symptom> symptoms(Problem problem) {
      throw new IllegalStateException("no such operand");
    }
  }

  @Test
  void aDescriptionThatThrowsIsARefusal() throws IOException {
    assertThat(greeting(Unspeakable.class))
        .isEqualTo(new Greeting.Refused("no version of the library"));
  }

  @Test
  void soAreKnownDivergencesThatThrow() throws IOException {
    assertThat(greeting(Unknown.class))
        .isEqualTo(new Greeting.Refused("java.lang.NoClassDefFoundError: org/some/Layer"));
    assertThat(greeting(Unclear.class)).isEqualTo(new Greeting.Refused("no such operand"));
  }

  /** The first message of a worker, which nobody asks anything. */
  private static Greeting greeting(Class<? extends Backend> backend) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {"no socket", backend.getName(), "cpu", "1"};
    WorkerMain.work(
        arguments,
        new DataInputStream(new ByteArrayInputStream(new byte[0])),
        new DataOutputStream(said));
    return Greeting.read(new DataInputStream(new ByteArrayInputStream(said.toByteArray())));
  }
}

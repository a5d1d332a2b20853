package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Repeatability;
import dev.assay.spi.Symptom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a process sends whose memory natives have written over, read by the application. */
class GarbageTest {
  private static final Request REQUEST = Request.of(Problem.parse("relu shape=2x3"));
  private static final double NEGATIVE = -1;

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Reply.Computed computed = computed(List.of(new float[6]));
    Reply read = Reply.read(in(computed::write), REQUEST);

    assertThat(read).isInstanceOf(Reply.Computed.class);
    assertThat(((Reply.Computed) read).suspects()).isEqualTo(computed.suspects());
    assertThat(((Reply.Computed) read).results().get(0)).hasSize(6);
  }

  @Test
  void resultsThatNobodyAskedForAreNotRead() {
    assertGarbled(computed(List.of(new float[7]))::write, "7 numbers, not 6");
    assertGarbled(computed(List.of())::write, "0 results, not 1");
    assertGarbled(
        out -> {
          out.writeByte(Wire.REPLY);
          out.writeByte('C');
          out.writeShort(1);
          out.writeInt(500_000_000); // 2 GB, none of which follow
        },
        "500000000 numbers, not 6");
  }

  @Test
  void symptomsThatMakeNoSenseAreGarbage() {
    assertGarbled(
        out -> {
          startOfSymptom(out, 'I');
          out.writeDouble(NEGATIVE);
          out.writeDouble(0);
        },
        "an error of -1.0");
    assertGarbled(
        out -> {
          startOfSymptom(out, 'S');
          out.writeDouble(Double.NaN);
        },
        "NaN is no factor");
    assertGarbled(
        out -> {
          startOfSymptom(out, 'A');
          out.writeUTF("no problem");
        },
        "makes no sense: unknown direction 'problem'");
  }

  @Test
  void textThatIsNoneIsGarbage() {
    assertGarbled(
        out -> {
          out.writeByte(Wire.REPLY);
          out.writeByte('U');
          out.writeShort(1);
          out.writeByte(0xFF);
        },
        "makes no sense");
  }

  @Test
  void aGreetingThatMakesNoSenseIsGarbage() {
    assertThatThrownBy(
            () ->
                Greeting.read(
                    in(
                        out -> {
                          out.writeByte(Wire.GREETING);
                          out.writeBoolean(true);
                          out.writeUTF("cpu");
                          out.writeInt(1);
                          out.writeInt(0);
                          Wire.writeConstant(out, ProductPrecision.F32);
                          out.writeInt(1);
                          out.writeUTF("id");
                          out.writeUTF("reason");
                          out.writeShort(1);
                          out.writeUTF("link");
                          out.writeUTF("no problem");
                        })))
        .isInstanceOf(GarbledException.class)
        .hasMessageContaining("makes no sense: unknown direction 'problem'");
  }

  private static void startOfSymptom(DataOutput out, char kind) throws IOException {
    out.writeByte(Wire.REPLY);
    out.writeByte('D');
    out.writeShort(1);
    out.writeUTF("id");
    out.writeShort(1);
    out.writeByte(kind);
  }

  private static Reply.Computed computed(List<float[]> results) {
    return new Reply.Computed(
        results,
        Optional.empty(),
        new Repetition(Repeatability.UNSTATED, Repetition.Seen.NOTHING),
        List.of(
            new Suspect(
                "id",
                List.of(
                    new Symptom.Throws(),
                    new Symptom.Dies(),
                    new Symptom.NonFinite(),
                    new Symptom.Inexact(1, 0.5),
                    Symptom.Part.ofRange("velocity", 3, 6, new Symptom.Inexact(0, 2)),
                    new Symptom.Part("weights", 1, new BitSet(), new Symptom.Garbage()),
                    new Symptom.Scaled(0.25),
                    new Symptom.AsIf(Problem.parse("leaky-relu shape=2x3")),
                    new Symptom.Garbage()))),
        ProductPrecision.F32);
  }

  private static void assertGarbled(Message message, String why) {
    assertThatThrownBy(() -> Reply.read(in(message), REQUEST))
        .isInstanceOf(GarbledException.class)
        .hasMessageContaining(why);
  }

  @FunctionalInterface
  private interface Message {
    void write(DataOutput out) throws IOException;
  }

  private static DataInputStream in(Message message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.write(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}

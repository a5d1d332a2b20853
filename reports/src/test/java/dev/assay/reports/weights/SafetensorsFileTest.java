package dev.assay.reports.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
  @TempDir Path folder;

  private static byte[] shorts(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  @Test
  void allFloatingPointTypesAreRead() throws IOException {
    ByteBuffer doubles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    doubles.putDouble(0.1).putDouble(-3);
    Path path =
        new SafetensorsWriter()
            .add("f32", Tensor.of(Shape.of(2, 1), 0.5, -1e-40f))
            .add("f64", "F64", Shape.of(2), doubles.array())
            .add("bf16", "BF16", Shape.of(3), shorts(0x3f80, 0xc049, 0x7f80))
            .add(
                "f16",
                "F16",
                Shape.of(7),
                shorts(0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0xfc00, 0x8000))
            .write(folder.resolve("all"));

    SafetensorsFile file = SafetensorsFile.open(path);
    assertThat(file.names()).containsExactly("f32", "f64", "bf16", "f16");
    assertThat(file.tensor("f32").shape()).isEqualTo(Shape.of(2, 1));
    assertThat(file.tensor("f32").values()).containsExactly(0.5, -1e-40f);
    assertThat(file.tensor("f64").values()).containsExactly(0.1f, -3);
    assertThat(file.tensor("bf16").values())
        .containsExactly(1, -3.140625, Double.POSITIVE_INFINITY);
    assertThat(file.tensor("f16").values())
        .containsExactly(1, -2, 0.333251953125, 0x1p-24, 65504, Double.NEGATIVE_INFINITY, -0.0);
  }

  @Test
  void otherTypesAreNamedWhenAskedFor() throws IOException {
    Path path =
        new SafetensorsWriter()
            .add("count", "I64", Shape.of(), new byte[8])
            .write(folder.resolve("integers"));
    SafetensorsFile file = SafetensorsFile.open(path);
    assertThatThrownBy(() -> file.tensor("count"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContainingAll("integers holds count as I64", "F32, F64, BF16, F16");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    refused(new byte[0], "is no safetensors file");
    refused(new byte[7], "is no safetensors file");
    refused(
        "a text that is long enough".getBytes(StandardCharsets.UTF_8), "is no safetensors file");
    byte[] noJson = new byte[20];
    noJson[0] = 12;
    refused(noJson, "its header is not JSON");
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Path whole =
        new SafetensorsWriter()
            .add("w", Tensor.of(Shape.of(2), 1, 2))
            .write(folder.resolve("whole"));
    byte[] bytes = Files.readAllBytes(whole);
    refused(Arrays.copyOf(bytes, bytes.length - 1), "cut off or damaged");

    new SafetensorsWriter().add("w", "F32", Shape.of(3), new byte[8]).write(whole);
    refused(Files.readAllBytes(whole), "w of shape 3 and type F32 has 8 bytes");
  }

  private void refused(byte[] bytes, String why) throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes);
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(why);
  }
}

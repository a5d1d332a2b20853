package dev.assay.reference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.op.Extent;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
  @TempDir Path folder;

  /** Elements count up from 250, beyond 255 from 0 on. */
  private static byte[] idx(int... dimensions) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x800 + dimensions.length);
    for (int dimension : dimensions) {
      out.writeInt(dimension);
    }
    for (int i = 0; i < Arrays.stream(dimensions).reduce(1, (a, b) -> a * b); i++) {
      out.writeByte(250 + i);
    }
    return bytes.toByteArray();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void imagesAndLabelsAreRead() throws IOException {
    Path pixels = write("images", idx(2, 2, 3));
    Path labels = write("labels", idx(2));

    Images images = IdxFile.read(pixels, Optional.of(labels));
    assertThat(images.count()).isEqualTo(2);
    assertThat(images.size()).isEqualTo(new Extent(2, 3));
    assertThat(images.label(1)).isEqualTo(251);
    assertThat(images.largestLabel()).isEqualTo(251);
    Tensor second = images.batch(1, 1, Normalization.NONE);
    assertThat(second.shape()).isEqualTo(Shape.of(1, 1, 2, 3));
    assertThat(second.get(0)).isEqualTo(0); // 256
    assertThat(second.get(5)).isEqualTo((float) (5 / 255.0));

    assertThat(IdxFile.read(pixels, Optional.empty()).labelled()).isFalse();
  }

  @Test
  void bordersAreBlack() throws IOException {
    Images images = IdxFile.read(write("images", idx(1, 1, 2)), Optional.empty()).withBorder(1);
    assertThat(images.size()).isEqualTo(new Extent(3, 4));
    assertThat(images.batch(0, 1, Normalization.NONE).values())
        .containsExactly(
            0, 0, 0, 0, 0, (float) (250 / 255.0), (float) (251 / 255.0), 0, 0, 0, 0, 0);
  }

  @Test
  void compressedFilesAreRead() throws IOException {
    Path file = folder.resolve("images.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(idx(3, 4, 4));
    }
    assertThat(IdxFile.read(file, Optional.empty()).count()).isEqualTo(3);

    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> IdxFile.read(file, Optional.empty()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("images.gz is a damaged gzip file");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    byte[] whole = idx(2, 2, 3);
    Path cut = write("cut", Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> IdxFile.read(cut, Optional.empty()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("cut has 11 bytes after its header", "2×2×3");

    Path labels = write("labels", idx(3));
    assertThatThrownBy(() -> IdxFile.read(labels, Optional.empty()))
        .hasMessageContaining("is no idx3-ubyte file");
    assertThatThrownBy(() -> IdxFile.read(write("tiny", new byte[1]), Optional.empty()))
        .hasMessageContaining("is no idx3-ubyte file");

    Path images = write("images", whole);
    assertThatThrownBy(() -> IdxFile.read(images, Optional.of(labels)))
        .hasMessageContaining("labels has 3 labels for 2 images");

    byte[] negative = idx(1, 1, 1);
    negative[4] = (byte) 0xff;
    assertThatThrownBy(() -> IdxFile.read(write("negative", negative), Optional.empty()))
        .hasMessageContaining("dimension of -");
  }
}

package dev.assay.reference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.op.Extent;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFileTest {
  private static final int RECORD = 3073;

  @TempDir Path folder;

  /** Record i is of class i; pixel (channel, y, x) is 100·channel + y + x + i. */
  private Path file(int records) throws IOException {
    byte[] bytes = new byte[records * RECORD];
    for (int i = 0; i < records; i++) {
      bytes[i * RECORD] = (byte) i;
      for (int p = 0; p < RECORD - 1; p++) {
        int value = 100 * (p / 1024) + p / 32 % 32 + p % 32 + i;
        bytes[i * RECORD + 1 + p] = (byte) Math.min(value, 255);
      }
    }
    return Files.write(folder.resolve("batch.bin"), bytes);
  }

  @Test
  void classesAndPlanesAreRead() throws IOException {
    Images images = CifarFile.read(List.of(file(3)));

    assertThat(images.count()).isEqualTo(3);
    assertThat(images.channels()).isEqualTo(3);
    assertThat(images.size()).isEqualTo(new Extent(32, 32));
    assertThat(images.label(2)).isEqualTo(2);
    Tensor batch = images.batch(1, 2, Normalization.NONE);
    assertThat(batch.shape()).isEqualTo(Shape.of(2, 3, 32, 32));
    assertThat(batch.get(0)).isEqualTo((float) (1 / 255.0));
    int second = 3 * 1024; // the second image of the batch, the third of the file
    assertThat(batch.get(second + 1024 + 5 * 32 + 7)).isEqualTo((float) ((100 + 12 + 2) / 255.0));
    assertThat(batch.get(second + 2048)).isEqualTo((float) (202 / 255.0));
  }

  @Test
  void imagesOfSeveralFilesFollowOneAnother() throws IOException {
    Path file = file(3);
    Images images = CifarFile.read(List.of(file, file));
    assertThat(images.count()).isEqualTo(6);
    assertThat(images.label(4)).isEqualTo(1);
    assertThat(images.batch(4, 2, Normalization.NONE).values())
        .isEqualTo(images.batch(1, 2, Normalization.NONE).values());
  }

  @Test
  void eachChannelHasItsOwnMeanAndDeviation() throws IOException {
    Normalization normalization =
        new Normalization(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    Tensor batch = CifarFile.read(List.of(file(1))).batch(0, 1, normalization);
    assertThat(batch.get(0)).isEqualTo((float) (-0.485 / 0.229));
    assertThat(batch.get(1024)).isEqualTo((float) ((100 / 255.0 - 0.456) / 0.224));
    assertThat(batch.get(2048)).isEqualTo((float) ((200 / 255.0 - 0.406) / 0.225));
  }

  @Test
  void imagesAreTakenInAnyOrder() throws IOException {
    Images images = CifarFile.read(List.of(file(4)));
    Tensor chosen = images.batch(new int[] {3, 1}, Normalization.NONE);
    assertThat(chosen.shape()).isEqualTo(Shape.of(2, 3, 32, 32));
    double[] third = images.batch(3, 1, Normalization.NONE).values();
    double[] first = images.batch(1, 1, Normalization.NONE).values();
    assertThat(Arrays.copyOf(chosen.values(), third.length)).isEqualTo(third).isNotEqualTo(first);
    assertThat(Arrays.copyOfRange(chosen.values(), third.length, 2 * third.length))
        .isEqualTo(first);
  }

  @Test
  void labelsAreDistributions() throws IOException {
    Tensor labels = CifarFile.read(List.of(file(4))).labels(new int[] {2, 3}, 5);
    assertThat(labels.shape()).isEqualTo(Shape.of(2, 5));
    assertThat(labels.values()).containsExactly(0, 0, 1, 0, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void otherLengthsAndClassesAreRefused() throws IOException {
    Path file = file(2);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> CifarFile.read(List.of(file)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("batch.bin has 6145 bytes", "3073");

    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> CifarFile.read(List.of(file))).hasMessageContaining("0 bytes");

    bytes[RECORD] = 10;
    Files.write(file, bytes);
    assertThatThrownBy(() -> CifarFile.read(List.of(file)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("class 10 in record 1");
  }

  @Test
  void normalizationsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new Normalization(List.of(0.0), List.of(0.0)))
        .hasMessageContaining("not positive");
    assertThatThrownBy(() -> new Normalization(List.of(0.0, 1.0), List.of(1.0)))
        .hasMessageContaining("do not go together");
    assertThat(new Normalization(List.of(0.0, 1.0), List.of(1.0, 1.0)).fits(3)).isFalse();
    assertThat(Normalization.NONE.fits(3)).isTrue();
  }
}

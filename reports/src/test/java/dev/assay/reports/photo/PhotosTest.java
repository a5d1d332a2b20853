package dev.assay.reports.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.dataset.Images;
import dev.assay.reference.dataset.Normalization;
import dev.assay.reference.op.Extent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotosTest {
  private static final Extent SIZE = new Extent(224, 224);

  @TempDir Path folder;

  /**
   * A photo.
   *
   * @param rgb of a pixel by x and y
   */
  private Path photo(String name, int type, int w, int h, IntBinaryOperator rgb)
      throws IOException {
    BufferedImage image = new BufferedImage(w, h, type);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        image.setRGB(x, y, rgb.applyAsInt(x, y));
      }
    }
    Path file = folder.resolve(name);
    assertThat(ImageIO.write(image, name.substring(name.indexOf('.') + 1), file.toFile())).isTrue();
    return file;
  }

  private static long[] pixels(Images images, int image, int... positions) {
    double[] values = images.batch(image, 1, Normalization.NONE).values();
    return Arrays.stream(positions).mapToLong(i -> Math.round(255 * values[i])).toArray();
  }

  @Test
  void theCentreIsCroppedInPlanes() throws IOException {
    // Of 256 rows and 512 columns 224 of each are left, from row 16 and column 144 on.
    Path wide =
        photo(
            "wide.png",
            BufferedImage.TYPE_INT_RGB,
            512,
            256,
            (x, y) -> x < 154 ? 0xff0000 : y < 26 ? 0x00ff00 : 0x102030);
    Images images = Photos.read(List.of(wide, wide), 3, SIZE);
    assertThat(images.count()).isEqualTo(2);
    assertThat(images.size()).isEqualTo(SIZE);
    assertThat(images.labelled()).isFalse();
    int plane = 224 * 224;
    int last = plane - 1;
    assertThat(pixels(images, 0, 0, 9, 10)).containsExactly(255, 255, 0);
    assertThat(pixels(images, 1, plane + 9, plane + 10, plane + 9 * 224 + 10, plane + 2240 + 10))
        .containsExactly(0, 255, 255, 0x20);
    assertThat(pixels(images, 1, last, plane + last, 2 * plane + last))
        .containsExactly(0x10, 0x20, 0x30);
  }

  /** Covering the size by its shorter side, a row of pixels would be 33 000 times as wide. */
  @Test
  void aPhotoThatIsNoMoreThanALineIsRefused() throws IOException {
    Path line = photo("line.png", BufferedImage.TYPE_INT_RGB, 33_000, 1, (x, y) -> 0x405060);

    assertThatThrownBy(() -> Photos.read(List.of(line), 3, SIZE))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("line.png is 33000 × 1 pixels; crop it first");
  }

  @Test
  void anyShapeIsScaledToCoverTheSize() throws IOException {
    Path high = photo("high.png", BufferedImage.TYPE_INT_RGB, 50, 333, (x, y) -> 0x405060);
    Path large = photo("large.jpg", BufferedImage.TYPE_INT_RGB, 700, 500, (x, y) -> 0x808080);
    Images images = Photos.read(List.of(high, large), 3, new Extent(32, 32));
    assertThat(pixels(images, 0, 0, 1024, 3071)).containsExactly(0x40, 0x50, 0x60);
    assertThat(pixels(images, 1, 0, 1024, 3071)).containsExactly(0x80, 0x80, 0x80);
  }

  /** Java would make 100 of a grey file 168, since it takes it for linear light. */
  @Test
  void greyStaysAsItIs() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      image.getRaster().setSample(i % 8, i / 8, 0, 100);
    }
    Path grey = folder.resolve("grey.png");
    ImageIO.write(image, "png", grey.toFile());
    assertThat(pixels(Photos.read(List.of(grey), 3, SIZE), 0, 0, 60_000)).containsExactly(100, 100);
    Path colour = photo("colour.png", BufferedImage.TYPE_INT_RGB, 9, 9, (x, y) -> 0xff8040);
    long luminance = Math.round(0.299 * 255 + 0.587 * 128 + 0.114 * 64);
    assertThat(pixels(Photos.read(List.of(colour), 1, SIZE), 0, 77)).containsExactly(luminance);
  }

  /** The weights of Pillow's bilinear resize: 3/7, 3/7, 1/7 for half the length. */
  @Test
  void linesAreResampledWithTriangles() {
    assertThat(new Resampling(4, 2).line(new double[] {0, 0, 7, 7}))
        .containsExactly(new double[] {1, 6}, within(1e-12));
    assertThat(new Resampling(2, 4).line(new double[] {0, 8}))
        .containsExactly(new double[] {0, 2, 6, 8}, within(1e-12));
    assertThat(new Resampling(3, 3).line(new double[] {5, 1, 9}))
        .containsExactly(new double[] {5, 1, 9}, within(1e-12));
  }

  @Test
  void foldersAreTheirPhotosByName() throws IOException {
    Path b = photo("b.png", 1, 3, 3, (x, y) -> 0);
    Path a = photo("a.jpg", 1, 3, 3, (x, y) -> 0);
    Files.writeString(folder.resolve("notes.txt"), "none");
    assertThat(Photos.files(List.of(b, folder))).containsExactly(b, a, b);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> Photos.files(List.of(empty)))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("empty holds no photos");
  }

  @Test
  void whatIsNoPhotoIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertThatThrownBy(() -> Photos.read(List.of(text), 3, SIZE))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("text.png is neither PNG nor JPEG");
    Path whole = photo("whole.png", 1, 30, 30, (x, y) -> x * y);
    byte[] bytes = Files.readAllBytes(whole);
    Path half = Files.write(folder.resolve("half.png"), Arrays.copyOf(bytes, 60));
    assertThatThrownBy(() -> Photos.read(List.of(half), 3, SIZE))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("half.png cannot be decoded");
  }
}

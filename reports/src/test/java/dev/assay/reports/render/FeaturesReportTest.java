package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.FeaturesReport.Agreement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesReportTest {
  @TempDir Path folder;

  /** Two maps of 1×2 for each of three images. */
  private static final FeaturesReport REPORT =
      report(Shape.of(3, 2, 1, 2), Tensor.of(Shape.of(3, 4), 1, 0, 0, 1, 3, 0, 0, 3, 0, 2, 0, 0));

  private static FeaturesReport report(Shape shape, Tensor features) {
    return new FeaturesReport(
        "lenet5",
        "C1",
        shape,
        features,
        List.of("cat", "<dog>", "nothing"),
        new Tensor(Shape.of(3, 1, 1, 1), new double[] {0, 0.5, 1}),
        Optional.of(Tensor.of(Shape.of(2, 1, 1, 2), -1, 1, 0, 0)),
        List.of(new Agreement("right", 0.5, ""), new Agreement("wrong", 2, "")));
  }

  private static int[] shown(Picture picture) throws IOException {
    String prefix = "data:image/png;base64,";
    assertThat(picture.uri()).startsWith(prefix);
    byte[] png = Base64.getDecoder().decode(picture.uri().substring(prefix.length()));
    var image = ImageIO.read(new ByteArrayInputStream(png));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void similarityIsTheCosine() {
    assertThat(REPORT.similarity(0, 1)).isCloseTo(1, within(1e-12));
    assertThat(REPORT.similarity(0, 2)).isZero();
    FeaturesReport zero = report(Shape.of(3, 2), Tensor.of(Shape.of(3, 2), 0, 0, 1, 1, 1, 0));
    assertThat(zero.similarity(0, 1)).isNaN();
    assertThat(zero.similarity(1, 2)).isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void picturesGoFromBlackToWhite() throws IOException {
    assertThat(shown(REPORT.views().get(1).maps().get(0))).containsExactly(0xffffffff, 0xff000000);
    assertThat(shown(REPORT.views().get(1).maps().get(1))).containsExactly(0xff000000, 0xffffffff);
    assertThat(shown(REPORT.views().get(1).image())).containsExactly(0xff808080);
    assertThat(shown(REPORT.filterPictures().get(0))).containsExactly(0xff000000, 0xffffffff);
    Picture map = REPORT.views().get(0).maps().get(0);
    assertThat(map.width()).isEqualTo(64);
    assertThat(map.height()).isEqualTo(32);
  }

  @Test
  void theTerminalShowsSizesVerdictsAndSimilarities() {
    assertThat(REPORT.print(false))
        .isEqualTo(
            """
            lenet5, C1: 2 feature maps of 1×2: 4 numbers for each image

            right  the same within the bound, error/bound 50 %
            wrong  wrong, error/bound 2.00×

            cosine similarity     0     1     2
            0 cat              1.00  1.00  0.00
            1 <dog>            1.00  1.00  0.00
            2 nothing          0.00  0.00  1.00
            """);
  }

  @Test
  void thePageHoldsAllPicturesItself() throws IOException {
    String page = Files.readString(REPORT.write(new OutputFolder(folder)));
    assertThat(page.split("src=\"data:image/png", -1)).hasSize(1 + 2 + 3 + 3 * 2);
    assertThat(page)
        .contains(
            "2 filters of 1×1×2", "&lt;dog&gt;", "2 feature maps of 1×2", "wrong, error/bound")
        .doesNotContain("<dog>", "http://", "https://");
  }

  @Test
  void whatHasNoHeightAndWidthIsOneRow() {
    FeaturesReport flat =
        report(Shape.of(3, 4), Tensor.of(Shape.of(3, 4), 1, 0, 0, 1, 3, 0, 0, 3, 0, 2, 0, 0));
    assertThat(flat.dimension()).isEqualTo("4 numbers for each image");
    assertThat(flat.views().get(0).maps()).hasSize(1);
    assertThat(flat.views().get(0).maps().get(0).size().w()).isEqualTo(4);
  }
}

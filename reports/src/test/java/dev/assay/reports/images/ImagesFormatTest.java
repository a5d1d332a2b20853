package dev.assay.reports.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagesFormatTest {

  /** As they are numbered wherever networks trained on ImageNet are published. */
  @Test
  void photosShowWhatImageNetNames() {
    List<String> classes = ImagesFormat.PHOTO.classes();

    assertThat(classes).hasSize(1000).doesNotHaveDuplicates().allMatch(name -> !name.isBlank());
    assertThat(classes.get(0)).isEqualTo("tench");
    assertThat(classes.get(134)).isEqualTo("crane (bird)");
    assertThat(classes.get(281)).isEqualTo("tabby");
    assertThat(classes.get(517)).isEqualTo("crane (machine)");
    assertThat(classes.get(999)).isEqualTo("toilet tissue");
  }

  @Test
  void aFileIsTakenForWhatItIsNamed() {
    assertThat(ImagesFormat.of(Path.of("test_batch.bin"))).isEqualTo(ImagesFormat.CIFAR10);
    assertThat(ImagesFormat.of(Path.of("t10k-images-idx3-ubyte"))).isEqualTo(ImagesFormat.IDX);
    assertThat(ImagesFormat.of(Path.of("cat.JPEG"))).isEqualTo(ImagesFormat.PHOTO);
  }
}

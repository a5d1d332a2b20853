package dev.assay.reports.cli;

import dev.assay.reference.dataset.CifarFile;
import dev.assay.reference.dataset.IdxFile;
import dev.assay.reference.dataset.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The layouts of files of images. */
enum ImagesFormat {
  CIFAR10 {
    @Override
    Images read(Path images, Optional<Path> labels) throws IOException {
      if (labels.isPresent()) {
        throw Failure.usage("a file of CIFAR-10 holds its labels itself; leave out --labels");
      }
      return CifarFile.read(images);
    }

    @Override
    List<String> classes() {
      return CifarFile.CLASSES;
    }
  },
  IDX {
    @Override
    Images read(Path images, Optional<Path> labels) throws IOException {
      return IdxFile.read(images, labels);
    }
  };

  abstract Images read(Path images, Optional<Path> labels) throws IOException;

  /** The names of the classes, by number; empty where the format knows none. */
  List<String> classes() {
    return List.of();
  }

  static ImagesFormat parse(String text) {
    return Arrays.stream(values())
        .filter(format -> format.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be "
                        + Arrays.stream(values())
                            .map(ImagesFormat::toString)
                            .collect(Collectors.joining(" or "))));
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.assay.reports.cli;

import dev.assay.reports.console.Failure;
import dev.assay.reports.images.ImageInput;
import dev.assay.reports.images.TestImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Images that a network was not trained on, which tell what it has learned. */
final class TestOptions {
  @Option(
      names = "--test",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Images to test with after each epoch, in the layout of those to train on: each backend"
              + " classifies them with the parameters that it has come to.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--test-labels",
      paramLabel = "FILE",
      description = "What the images of an idx file show (idx1-ubyte).")
  private @Nullable Path labels;

  @Option(
      names = "--test-count",
      paramLabel = "N",
      description = "How many of them, from the first on. Default: all.")
  private @Nullable Integer count;

  /** Reads the files; empty if there are none. */
  Optional<TestImages> read(ImageOptions images, int batch) {
    if (files.isEmpty()) {
      if (labels != null || count != null) {
        throw Failure.usage("--test-labels and --test-count go with --test FILE");
      }
      return Optional.empty();
    }
    ImageInput input = images.read(files, Optional.ofNullable(labels));
    if (!input.images().labelled()) {
      throw Failure.usage("testing needs to know what the images show; give --test-labels");
    }
    int available = input.images().count();
    int used =
        count == null ? available : Math.min(AtLeastOne.of("--test-count", count), available);
    return Optional.of(new TestImages(input, used, batch));
  }
}

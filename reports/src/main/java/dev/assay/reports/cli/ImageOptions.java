package dev.assay.reports.cli;

import dev.assay.reference.dataset.Images;
import dev.assay.reference.dataset.Normalization;
import dev.assay.reference.op.Architecture;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.images.ImageInput;
import dev.assay.reports.images.ImagesFormat;
import dev.assay.reports.photo.Photos;
import dev.assay.reports.record.FileTrouble;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A network, and the images that go through it. */
final class ImageOptions {
  @Option(
      names = "--network",
      paramLabel = "NAME",
      required = true,
      description = "The network, such as resnet20 or vgg16.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Architecture network;

  @Option(
      names = "--images",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description =
          "Images: files in CIFAR-10's binary layout, one in MNIST's (idx3-ubyte, also gzipped), or"
              + " photos (PNG, JPEG) and folders of them. A photo is scaled, antialiased, until it"
              + " covers 256/224 of the network's size, and its centre is cropped.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--images-format",
      paramLabel = "cifar10|idx|photo",
      description =
          "The layout of the images. Default: photo for a folder and for files named *.png, *.jpg"
              + " and *.jpeg, cifar10 for files named *.bin, else idx.")
  private @Nullable ImagesFormat format;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "What the images of an idx file show (idx1-ubyte).")
  private @Nullable Path labels;

  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description =
          "The names of the classes, a line each. Default: those of CIFAR-10, for photos those of"
              + " ImageNet, or numbers.")
  private @Nullable Path classes;

  @Option(
      names = "--border",
      paramLabel = "PIXELS",
      description =
          "Black pixels to put around each image; 2 make MNIST's images what LeNet-5 takes.")
  private int border;

  @Option(
      names = "--mean",
      paramLabel = "M",
      split = ",",
      description =
          "Is subtracted from pixels, which go from 0 to 1: one for each channel, or one for all."
              + " Default: 0.")
  private List<Double> mean = new ArrayList<>();

  @Option(
      names = "--std",
      paramLabel = "D",
      split = ",",
      description = "What pixels are divided by then: as many. Default: 1.")
  private List<Double> deviation = new ArrayList<>();

  /** Reads the files. */
  ImageInput read() {
    return read(files, Optional.ofNullable(labels));
  }

  /**
   * Reads other files as if they had been given.
   *
   * @param labelFile what they show
   */
  ImageInput read(List<Path> imageFiles, Optional<Path> labelFile) {
    Normalization normalization = normalization();
    if (border < 0) {
      throw Failure.usage("--border=" + border + " must not be negative");
    }
    ImagesFormat layout = format == null ? ImagesFormat.of(imageFiles.get(0)) : format;
    Stream.of(labelFile.orElse(null), classes).filter(Objects::nonNull).forEach(Failure::ifFolder);
    try {
      List<Path> found = layout == ImagesFormat.PHOTO ? Photos.files(imageFiles) : imageFiles;
      found.forEach(Failure::ifFolder);
      Images images = layout.read(found, labelFile, network).withBorder(border);
      check(images, normalization, ImageInput.names(imageFiles), labelFile);
      return new ImageInput(network, images, normalization, classNames(layout), found, layout);
    } catch (IOException e) {
      throw Failure.reading(e);
    }
  }

  /**
   * Refuses the number of an image that is not there.
   *
   * @param option its name
   * @return the number
   * @throws Failure of usage
   */
  static int numbered(String option, int image, ImageInput input) {
    int last = input.images().count() - 1;
    if (image < 0 || image > last) {
      throw Failure.usage(option + "=" + image + " must be from 0 to " + last);
    }
    return image;
  }

  private Normalization normalization() {
    try {
      return new Normalization(
          mean.isEmpty() ? Normalization.NONE.mean() : mean,
          deviation.isEmpty() ? Normalization.NONE.deviation() : deviation);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--mean and --std: " + e.getMessage());
    }
  }

  private void check(
      Images images, Normalization normalization, String files, Optional<Path> labelFile) {
    if (images.channels() != network.channels()) {
      throw Failure.usage(
          String.format(
              "%s takes images of %d channels, and %s has %d",
              network.name(), network.channels(), files, images.channels()));
    }
    if (!normalization.fits(images.channels())) {
      throw Failure.usage(
          "--mean and --std take one number for each of "
              + images.channels()
              + " channels, or one for all");
    }
    if (images.largestLabel() >= network.classes()) {
      throw new Failure(
          ExitCode.DATA,
          String.format(
              "%s tells %d classes apart, and %s has class %d",
              network.name(),
              network.classes(),
              labelFile.map(Path::toString).orElse(files),
              images.largestLabel()));
    }
  }

  private static List<String> lines(Path text) throws IOException {
    try {
      return Files.readAllLines(text);
    } catch (CharacterCodingException e) {
      throw new Failure(
          ExitCode.DATA,
          "cannot read "
              + text
              + "; "
              + FileTrouble.reason(e)
              + "; name a file with a class a line");
    }
  }

  private List<String> classNames(ImagesFormat layout) throws IOException {
    List<String> names = new ArrayList<>();
    if (classes != null) {
      names.addAll(lines(classes));
      if (names.size() < network.classes()) {
        throw new Failure(
            ExitCode.DATA,
            String.format("%s names %d classes of %d", classes, names.size(), network.classes()));
      }
    } else if (layout.classes().size() == network.classes()) {
      names.addAll(layout.classes());
    }
    while (names.size() < network.classes()) {
      names.add("class " + names.size());
    }
    return names;
  }
}

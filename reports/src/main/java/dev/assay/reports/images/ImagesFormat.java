package dev.assay.reports.images;

import dev.assay.reference.dataset.CifarFile;
import dev.assay.reference.dataset.IdxFile;
import dev.assay.reference.dataset.Images;
import dev.assay.reference.op.Architecture;
import dev.assay.reports.console.Failure;
import dev.assay.reports.photo.Photos;
import dev.assay.verify.ResourceLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The layouts of files of images. */
public enum ImagesFormat {
  CIFAR10 {
    @Override
    public Images read(List<Path> images, Optional<Path> labels, Architecture network)
        throws IOException {
      if (labels.isPresent()) {
        throw Failure.usage("a file of CIFAR-10 holds its labels itself; leave out --labels");
      }
      return CifarFile.read(images);
    }

    @Override
    public List<String> classes() {
      return CifarFile.CLASSES;
    }
  },
  IDX {
    @Override
    public Images read(List<Path> images, Optional<Path> labels, Architecture network)
        throws IOException {
      if (images.size() > 1) {
        throw Failure.usage("images in MNIST's layout are in one file; name one");
      }
      return IdxFile.read(images.get(0), labels);
    }
  },
  PHOTO {
    @Override
    public Images read(List<Path> images, Optional<Path> labels, Architecture network)
        throws IOException {
      if (labels.isPresent()) {
        throw Failure.usage("nobody knows what photos show; leave out --labels");
      }
      return Photos.read(images, network.channels(), network.size());
    }

    /** Of 1000 classes, that is: whoever takes photos was trained on ImageNet's. */
    @Override
    public List<String> classes() {
      return ResourceLines.of(ImagesFormat.class, "imagenet-classes.txt");
    }
  };

  /** Reads images for a network; photos get the size that it was published for. */
  public abstract Images read(List<Path> images, Optional<Path> labels, Architecture network)
      throws IOException;

  /**
   * The names of the classes, by number; empty where the format knows none. They are those of a
   * network with as many classes.
   */
  public List<String> classes() {
    return List.of();
  }

  /** The usual layout of what has such a name. */
  public static ImagesFormat of(Path path) {
    if (Files.isDirectory(path) || Photos.isNamedSo(path)) {
      return PHOTO;
    }
    return path.toString().endsWith(".bin") ? CIFAR10 : IDX;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.assay.reports.images;

import dev.assay.reference.dataset.Images;
import dev.assay.reference.dataset.Normalization;
import dev.assay.reference.op.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network, and the images that go through it.
 *
 * @param classes their names, by number
 * @param files that hold the images
 */
public record ImageInput(
    Architecture network,
    Images images,
    Normalization normalization,
    List<String> classes,
    List<Path> files,
    ImagesFormat layout) {

  /** The name of an image's class. */
  public String label(int image) {
    return classes.get(images.label(image));
  }

  /** What to call an image: the file of a photo, a number where a file holds many. */
  public String name(int image) {
    return layout == ImagesFormat.PHOTO
        ? files.get(image).toString()
        : "image " + image + " of " + names(files);
  }

  /** What to call files. */
  public static String names(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(" "));
  }
}

package dev.assay.reports.photo;

import dev.assay.reference.dataset.Images;
import dev.assay.reference.op.Extent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Files of photos, PNG or JPEG, as images of one size. As torchvision's models have it, a photo is
 * scaled until it covers 256/224 of that size, and what lies around the centre is cropped.
 */
public final class Photos {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");
  private static final double COVERED = 256.0 / 224;

  /** How many times as long as its shorter side the longer side of a photo may be. */
  private static final long THINNEST = 50;

  private Photos() {}

  /** Whether a file's name is that of a photo. */
  public static boolean isNamedSo(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /**
   * The photos of files and folders.
   *
   * @return files as they are given, and instead of a folder the photos in it, by name
   * @throws PhotoException if a folder holds none
   */
  public static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      files.addAll(Files.isDirectory(path) ? inFolder(path) : List.of(path));
    }
    return files;
  }

  private static List<Path> inFolder(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> photos = all.filter(Photos::isNamedSo).sorted().toList();
      if (photos.isEmpty()) {
        throw new PhotoException(
            folder, "holds no photos, " + String.join(", ", ENDINGS) + "; name another folder");
      }
      return photos;
    }
  }

  /**
   * Reads photos; nobody knows what they show.
   *
   * @param channels 3 for red, green and blue, 1 for grey
   * @throws PhotoException if a file cannot be decoded
   */
  public static Images read(List<Path> files, int channels, Extent size) throws IOException {
    List<byte[]> pixels = new ArrayList<>();
    for (Path file : files) {
      BufferedImage photo = decode(file);
      checkShape(file, photo);
      pixels.add(
          Planes.scaled(photo, covering(photo, size)).withChannels(channels).centre(size).bytes());
    }
    return Images.of(channels, size, pixels);
  }

  private static BufferedImage decode(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      BufferedImage image;
      try {
        image = ImageIO.read(in);
      } catch (IOException | IllegalArgumentException e) {
        throw new PhotoException(file, "cannot be decoded (" + e.getMessage() + ")");
      }
      if (image == null) {
        throw new PhotoException(file, "is neither PNG nor JPEG; name a photo");
      }
      return image;
    }
  }

  /** It is scaled until its shorter side covers the size, and its longer side is as large then. */
  private static void checkShape(Path file, BufferedImage photo) throws PhotoException {
    int longer = Math.max(photo.getHeight(), photo.getWidth());
    int shorter = Math.min(photo.getHeight(), photo.getWidth());
    if (longer > THINNEST * shorter) {
      throw new PhotoException(
          file, "is " + photo.getWidth() + " × " + photo.getHeight() + " pixels; crop it first");
    }
  }

  private static Extent covering(BufferedImage photo, Extent size) {
    double scale =
        COVERED
            * Math.max((double) size.h() / photo.getHeight(), (double) size.w() / photo.getWidth());
    return new Extent(
        (int) Math.round(scale * photo.getHeight()), (int) Math.round(scale * photo.getWidth()));
  }
}

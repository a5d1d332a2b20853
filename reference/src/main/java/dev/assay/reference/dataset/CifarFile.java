package dev.assay.reference.dataset;

import dev.assay.reference.op.Extent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-10's binary layout: records of one byte for the class and 3 072 for the image, its red,
 * green and blue planes of 32 rows of 32 pixels.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky's description</a>
 */
public final class CifarFile {
  /** The classes, by number. */
  public static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final int CHANNELS = 3;
  private static final Extent SIZE = new Extent(32, 32);
  private static final int RECORD = 1 + CHANNELS * 32 * 32;

  private CifarFile() {}

  /**
   * Reads any number of records, those of one file after those of the other.
   *
   * @throws DatasetException if a file holds something else
   */
  public static Images read(List<Path> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Path file : files) {
      bytes.writeBytes(records(file, Integer.MAX_VALUE - RECORD - bytes.size()));
    }
    byte[] records = bytes.toByteArray();
    int[] labels = new int[records.length / RECORD];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Byte.toUnsignedInt(records[i * RECORD]);
    }
    return new Images(
        labels.length, CHANNELS, SIZE, new Images.Records(records, 1, RECORD), labels);
  }

  private static byte[] records(Path file, int most) throws IOException {
    long length = Files.size(file);
    if (length == 0 || length % RECORD != 0 || length > most) {
      throw new DatasetException(
          file,
          "has "
              + length
              + " bytes, which is no whole number of CIFAR-10's records of "
              + RECORD
              + "; name one of its .bin files");
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length / RECORD; i++) {
      int label = Byte.toUnsignedInt(bytes[i * RECORD]);
      if (label >= CLASSES.size()) {
        throw new DatasetException(
            file, "has class " + label + " in record " + i + ", and CIFAR-10 has 10 classes");
      }
    }
    return bytes;
  }
}

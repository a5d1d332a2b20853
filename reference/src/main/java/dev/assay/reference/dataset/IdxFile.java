package dev.assay.reference.dataset;

import dev.assay.reference.op.Extent;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The IDX format of MNIST and its family: two zeros, a byte for the type of the elements (8:
 * unsigned bytes), a byte for the number of dimensions, each dimension as a big-endian int, then
 * the elements, row-major. May be compressed by gzip.
 *
 * @see <a href="https://web.archive.org/web/2023/http://yann.lecun.com/exdb/mnist/">LeCun's
 *     description</a>
 */
public final class IdxFile {
  private static final int UNSIGNED_BYTES = 8;
  private static final int GZIP = 0x1f8b;

  private IdxFile() {}

  /**
   * Reads grey images, and what they show from a second file if there is one.
   *
   * @throws DatasetException if a file holds something else
   */
  public static Images read(Path images, Optional<Path> labels) throws IOException {
    Array pixels = Array.read(images, 3);
    int count = pixels.dimensions[0];
    Extent size = new Extent(pixels.dimensions[1], pixels.dimensions[2]);
    int[] numbers = labels.isPresent() ? labels(labels.get(), count) : new int[0];
    return new Images(
        count,
        1,
        size,
        new Images.Records(pixels.bytes, pixels.start, size.h() * size.w()),
        numbers);
  }

  private static int[] labels(Path file, int images) throws IOException {
    Array array = Array.read(file, 1);
    int count = array.dimensions[0];
    if (count != images) {
      throw new DatasetException(file, "has " + count + " labels for " + images + " images");
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = Byte.toUnsignedInt(array.bytes[array.start + i]);
    }
    return labels;
  }

  /** One file. */
  private static final class Array {
    private final int[] dimensions;
    private final byte[] bytes;

    /** Of the elements. */
    private final int start;

    private Array(int[] dimensions, byte[] bytes, int start) {
      this.dimensions = dimensions;
      this.bytes = bytes;
      this.start = start;
    }

    static Array read(Path file, int rank) throws IOException {
      byte[] bytes = unpacked(file);
      int start = Integer.BYTES * (1 + rank);
      String format = "idx" + rank + "-ubyte file";
      if (bytes.length < start || ByteBuffer.wrap(bytes).getInt() != (UNSIGNED_BYTES << 8 | rank)) {
        throw new DatasetException(file, "is no " + format + "; name one");
      }
      ByteBuffer header = ByteBuffer.wrap(bytes, Integer.BYTES, start - Integer.BYTES);
      int[] dimensions = new int[rank];
      long elements = 1;
      for (int i = 0; i < rank; i++) {
        dimensions[i] = header.getInt();
        if (dimensions[i] < 1) {
          throw new DatasetException(file, "has a dimension of " + dimensions[i]);
        }
        elements = Math.min(elements * dimensions[i], Integer.MAX_VALUE); // does not overflow
      }
      if (elements != bytes.length - start) {
        throw new DatasetException(
            file,
            String.format(
                "has %d bytes after its header, which says %s; it was cut off or is no %s",
                bytes.length - start, elements(dimensions), format));
      }
      return new Array(dimensions, bytes, start);
    }

    private static String elements(int[] dimensions) {
      StringBuilder text = new StringBuilder();
      for (int dimension : dimensions) {
        text.append(text.isEmpty() ? "" : "×").append(dimension);
      }
      return text.toString();
    }
  }

  private static byte[] unpacked(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(2);
      int magic = in.read() << 8 | in.read();
      in.reset();
      return magic == GZIP ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    } catch (EOFException | ZipException e) {
      throw new DatasetException(file, "is a damaged gzip file: " + e.getMessage());
    }
  }
}

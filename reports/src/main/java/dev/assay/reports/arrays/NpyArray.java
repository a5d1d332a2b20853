package dev.assay.reports.arrays;

import static java.util.stream.Collectors.joining;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An array as NumPy keeps it in a file: <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NPY</a> 1.0, a
 * header that is the text of a Python dictionary, then the elements, row-major.
 */
final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** What the length of all that precedes the elements is a multiple of. */
  private static final int ALIGNMENT = 64;

  private static final int ELEMENTS_AT_ONCE = 1 << 13;

  private final byte[] header;
  private final int size;
  private final int elementBytes;
  private final Encoder encoder;

  /** Puts an element into a buffer. */
  @FunctionalInterface
  private interface Encoder {
    void put(ByteBuffer buffer, int index);
  }

  private NpyArray(Shape shape, String type, int elementBytes, Encoder encoder) {
    this.header = header(shape, type);
    this.size = shape.size();
    this.elementBytes = elementBytes;
    this.encoder = encoder;
  }

  /** In float32. */
  static NpyArray ofFloats(Shape shape, float[] values) {
    return new NpyArray(shape, "<f4", Float.BYTES, (buffer, i) -> buffer.putFloat(values[i]));
  }

  /** In float64. */
  static NpyArray ofDoubles(Tensor tensor) {
    return new NpyArray(
        tensor.shape(), "<f8", Double.BYTES, (buffer, i) -> buffer.putDouble(tensor.get(i)));
  }

  private static byte[] header(Shape shape, String type) {
    String dimensions =
        Arrays.stream(shape.toArray()).mapToObj(Integer::toString).collect(joining(", "));
    String tuple = shape.rank() == 1 ? dimensions + "," : dimensions;
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
    int before = MAGIC.length + Short.BYTES;
    int all = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = text + " ".repeat(all - before - text.length() - 1) + "\n";
    return ByteBuffer.allocate(all)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** How long it is in a file. */
  long bytes() {
    return header.length + (long) size * elementBytes;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(header);
    ByteBuffer buffer =
        ByteBuffer.allocate(ELEMENTS_AT_ONCE * elementBytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      encoder.put(buffer, i);
      if (!buffer.hasRemaining() || i == size - 1) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
  }
}

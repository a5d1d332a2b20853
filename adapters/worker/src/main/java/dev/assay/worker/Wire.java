package dev.assay.worker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * How the messages' parts are written. Messages start with a marker, so that garbage is noticed.
 */
final class Wire {
  static final byte GREETING = (byte) 0xA5;
  static final byte REPLY = (byte) 0x5A;

  /** {@code writeUTF} takes at most 65 535 bytes; a character takes at most three. */
  private static final int LONGEST_TEXT = 20_000;

  private Wire() {}

  /** Reads a part of a message. */
  @FunctionalInterface
  interface Part<T> {
    T read() throws IOException;
  }

  /**
   * Reads a message.
   *
   * @throws GarbledException if what arrives is none, whoever notices
   */
  static <T> T read(Part<T> message) throws IOException {
    try {
      return message.read();
    } catch (RuntimeException | UTFDataFormatException e) {
      throw new GarbledException(e);
    }
  }

  static void expect(DataInput in, byte marker) throws IOException {
    byte found = in.readByte();
    if (found != marker) {
      throw new GarbledException("a message starts with byte " + found + ", not " + marker);
    }
  }

  static void writeText(DataOutput out, String text) throws IOException {
    out.writeUTF(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
  }

  static void writeConstant(DataOutput out, Enum<?> constant) throws IOException {
    out.writeUTF(constant.name());
  }

  static <E extends Enum<E>> E readConstant(DataInput in, Class<E> type) throws IOException {
    String name = in.readUTF();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new GarbledException(name + " is no " + type.getSimpleName());
  }

  static void writeFloats(DataOutput out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  static float[] readFloats(DataInput in) throws IOException {
    return floats(readBytes(in, readCount(in)));
  }

  /** So many of them: what says otherwise is garbage, for which nobody needs to find the memory. */
  static float[] readFloats(DataInput in, int expected) throws IOException {
    int count = readCount(in);
    if (count != expected) {
      throw new GarbledException(count + " numbers, not " + expected);
    }
    return floats(readBytes(in, count));
  }

  private static float[] floats(ByteBuffer bytes) {
    float[] values = new float[bytes.capacity() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  static void writeInts(DataOutput out, int[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Integer.BYTES));
    bytes.asIntBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  static int[] readInts(DataInput in) throws IOException {
    ByteBuffer bytes = readBytes(in, readCount(in));
    int[] values = new int[bytes.capacity() / Integer.BYTES];
    bytes.asIntBuffer().get(values);
    return values;
  }

  static void writeBits(DataOutput out, BitSet bits) throws IOException {
    byte[] bytes = bits.toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static BitSet readBits(DataInput in) throws IOException {
    byte[] bytes = new byte[readCount(in)];
    in.readFully(bytes);
    return BitSet.valueOf(bytes);
  }

  private static int readCount(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > Integer.MAX_VALUE / 4 - 16) {
      throw new GarbledException("an array of " + count + " numbers");
    }
    return count;
  }

  private static ByteBuffer readBytes(DataInput in, int count) throws IOException {
    byte[] bytes = new byte[count * 4];
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes);
  }
}

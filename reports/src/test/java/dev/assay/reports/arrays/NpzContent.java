package dev.assay.reports.arrays;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A file of arrays, read as its format says. */
public record NpzContent(Map<String, byte[]> files) {
  private static final int LENGTH_AT = 8;
  private static final int TEXT_AT = 10;
  private static final Pattern HEADER =
      Pattern.compile("\\{'descr': '(<f[48])', 'fortran_order': False, 'shape': \\((.*)\\), } *\n");

  /** Reads all of it. */
  public static NpzContent of(Path file) throws IOException {
    return of(Files.newInputStream(file));
  }

  static NpzContent of(InputStream file) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return new NpzContent(files);
  }

  /** {@code 2, 3,}, as the header has it. */
  public String shape(String name) {
    return header(name).group(2);
  }

  /** Elements in float32. */
  public double[] floats(String name) {
    ByteBuffer elements = elements(name, "<f4");
    return IntStream.range(0, elements.remaining() / Float.BYTES)
        .mapToDouble(i -> elements.getFloat())
        .toArray();
  }

  /** Elements in float64. */
  public double[] doubles(String name) {
    ByteBuffer elements = elements(name, "<f8");
    return IntStream.range(0, elements.remaining() / Double.BYTES)
        .mapToDouble(i -> elements.getDouble())
        .toArray();
  }

  private ByteBuffer elements(String name, String type) {
    if (!header(name).group(1).equals(type)) {
      throw new IllegalStateException(name + " is not " + type);
    }
    ByteBuffer file = file(name);
    return file.position(TEXT_AT + file.getShort(LENGTH_AT));
  }

  private Matcher header(String name) {
    byte[] file = files.get(name + ".npy");
    String text =
        new String(file, TEXT_AT, file(name).getShort(LENGTH_AT), StandardCharsets.US_ASCII);
    Matcher header = HEADER.matcher(text);
    if (!header.matches()) {
      throw new IllegalStateException("no header: " + text);
    }
    return header;
  }

  private ByteBuffer file(String name) {
    return ByteBuffer.wrap(files.get(name + ".npy")).order(ByteOrder.LITTLE_ENDIAN);
  }
}

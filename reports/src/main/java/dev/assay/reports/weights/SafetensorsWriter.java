package dev.assay.reports.weights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Makes files of named tensors, as {@link SafetensorsFile} reads them. */
public final class SafetensorsWriter {
  private final ObjectNode header = new JsonMapper().createObjectNode();
  private final List<byte[]> data = new ArrayList<>();
  private long length;

  /** No tensors yet. */
  public SafetensorsWriter() {
    header.putObject("__metadata__").put("format", "pt");
  }

  /** Adds a tensor in float32. */
  public SafetensorsWriter add(String name, Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(tensor.size(), Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.toFloats());
    return add(name, ElementType.F32.name(), tensor.shape(), bytes.array());
  }

  /**
   * Adds a tensor.
   *
   * @param type as the format calls it
   * @param bytes its elements, row-major, little-endian
   */
  SafetensorsWriter add(String name, String type, Shape shape, byte[] bytes) {
    ObjectNode entry = header.putObject(name).put("dtype", type);
    ArrayNode dimensions = entry.putArray("shape");
    for (int dimension : shape.toArray()) {
      dimensions.add(dimension);
    }
    entry.putArray("data_offsets").add(length).add(length + bytes.length);
    data.add(bytes);
    length += bytes.length;
    return this;
  }

  /**
   * Writes the file; one that is there is replaced as a whole, or stays.
   *
   * @return where it is
   */
  public Path write(Path file) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      writeTo(temporary);
      return Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void writeTo(Path file) throws IOException {
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(text.length)
              .array());
      out.write(text);
      for (byte[] bytes : data) {
        out.write(bytes);
      }
    }
  }
}

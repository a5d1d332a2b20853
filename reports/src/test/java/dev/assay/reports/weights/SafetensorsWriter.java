package dev.assay.reports.weights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes files of weights for tests. */
public final class SafetensorsWriter {
  private final ObjectNode header = new JsonMapper().createObjectNode();
  private final List<byte[]> data = new ArrayList<>();
  private int length;

  public SafetensorsWriter() {
    header.putObject("__metadata__").put("format", "pt");
  }

  public SafetensorsWriter add(String name, Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.toFloats());
    return add(name, "F32", tensor.shape(), bytes.array());
  }

  public SafetensorsWriter add(String name, String type, Shape shape, byte[] bytes) {
    ObjectNode entry = header.putObject(name).put("dtype", type);
    for (int dimension : shape.toArray()) {
      entry.withArray("shape").add(dimension);
    }
    if (shape.rank() == 0) {
      entry.putArray("shape");
    }
    entry.putArray("data_offsets").add(length).add(length + bytes.length);
    data.add(bytes);
    length += bytes.length;
    return this;
  }

  public Path write(Path file) {
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(Long.BYTES + text.length + length).order(ByteOrder.LITTLE_ENDIAN);
    all.putLong(text.length).put(text);
    data.forEach(all::put);
    try {
      return Files.write(file, all.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

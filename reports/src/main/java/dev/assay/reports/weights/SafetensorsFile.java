package dev.assay.reports.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of named tensors in the safetensors format: eight bytes for the length of the header,
 * little-endian; the header in JSON, which says of each tensor its type, its shape, and where among
 * the bytes that follow its elements begin and end.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class SafetensorsFile {
  private static final String METADATA = "__metadata__";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The format allows no longer header. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final long start;
  private final long length;

  /** Where one tensor lies, counted from the end of the header. */
  private record Entry(String type, Shape shape, long begin, long end) {}

  private SafetensorsFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    long header = channel.size() < Long.BYTES ? 0 : read(channel, 0, Long.BYTES).getLong();
    if (header < 2 || header > Math.min(LONGEST_HEADER, channel.size() - Long.BYTES)) {
      throw new WeightsException(file, "is no safetensors file; name one");
    }
    this.start = Long.BYTES + header;
    this.length = channel.size() - start;
    parse(read(channel, Long.BYTES, (int) header).array());
  }

  /**
   * Reads a file's header.
   *
   * @throws WeightsException if it is none of this format
   */
  public static SafetensorsFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsFile(file, channel);
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private void parse(byte[] text) throws IOException {
    JsonNode header;
    try {
      header = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new WeightsException(file, "is no safetensors file: its header is not JSON");
    }
    for (Map.Entry<String, JsonNode> property : header.properties()) {
      if (!property.getKey().equals(METADATA)) {
        entries.put(property.getKey(), entry(property.getKey(), property.getValue()));
      }
    }
  }

  private Entry entry(String name, JsonNode node) throws WeightsException {
    JsonNode dimensions = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    long begin = offsets.path(0).asLong(-1);
    long end = offsets.path(1).asLong(-1);
    if (!dimensions.isArray() || begin < 0 || end < begin || end > length) {
      throw new WeightsException(
          file, "is cut off or damaged: its header says where " + name + " lies, and it does not");
    }
    String type = node.path("dtype").asText();
    Shape shape = shape(name, dimensions);
    Optional<ElementType> known = ElementType.named(type);
    if (known.isPresent() && known.get().bytes() * (long) shape.size() != end - begin) {
      throw new WeightsException(
          file,
          String.format(
              "is damaged: %s of shape %s and type %s has %d bytes",
              name, shape, type, end - begin));
    }
    return new Entry(type, shape, begin, end);
  }

  private Shape shape(String name, JsonNode dimensions) throws WeightsException {
    int[] numbers = new int[dimensions.size()];
    Arrays.setAll(numbers, i -> dimensions.path(i).asInt());
    try {
      return Shape.of(numbers);
    } catch (IllegalArgumentException e) {
      throw new WeightsException(file, "has a tensor " + name + " whose " + e.getMessage());
    }
  }

  /** The names of all tensors, in the file's order. */
  public Set<String> names() {
    return entries.keySet();
  }

  Path file() {
    return file;
  }

  /** The shape of one of {@link #names}. */
  Shape shape(String name) {
    return entry(name).shape;
  }

  /**
   * Reads one of {@link #names}, its elements rounded to float32.
   *
   * @throws WeightsException if they are no floating-point numbers
   */
  public Tensor tensor(String name) throws IOException {
    Entry entry = entry(name);
    ElementType type =
        ElementType.named(entry.type)
            .orElseThrow(
                () ->
                    new WeightsException(
                        file,
                        String.format(
                            "holds %s as %s; weights may be %s",
                            name, entry.type, ElementType.known())));
    try (FileChannel channel = FileChannel.open(file)) {
      double[] values = new double[entry.shape.size()];
      int chunk = 1 << 20; // elements; a whole tensor may have more bytes than an array
      for (int from = 0; from < values.length; from += chunk) {
        int count = Math.min(chunk, values.length - from);
        long position = start + entry.begin + (long) from * type.bytes();
        ByteBuffer bytes = read(channel, position, count * type.bytes());
        for (int i = 0; i < count; i++) {
          values[from + i] = type.next(bytes);
        }
      }
      return new Tensor(entry.shape, values);
    }
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(file + " has no " + name);
    }
    return entry;
  }
}

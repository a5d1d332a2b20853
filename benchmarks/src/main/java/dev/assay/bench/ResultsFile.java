package dev.assay.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * JMH's results in JMH's JSON: a whole array after each result, however the process ends. Only what
 * is new is written: to write all again each time kept the just-in-time compiler busy for as long
 * as the next problem was timed, on a processor that the backend wanted.
 */
final class ResultsFile {
  private static final String OPEN = "[\n";
  private static final String CLOSE = "\n]\n";

  private final Path path;
  private long size = OPEN.length();

  /** Begins a file that holds no result yet, instead of one of an earlier round. */
  ResultsFile(Path path) throws IOException {
    this.path = path;
    Files.writeString(path, OPEN + CLOSE);
  }

  /** Adds a result. */
  void add(RunResult result) throws IOException {
    String before = size == OPEN.length() ? "" : ",\n";
    byte[] more = (before + json(result)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer rest =
        ByteBuffer.allocate(more.length + CLOSE.length())
            .put(more)
            .put(CLOSE.getBytes(StandardCharsets.UTF_8))
            .flip();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.position(size);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
    size += more.length;
  }

  /** One element of the array that JMH writes. */
  private static String json(RunResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(List.of(result));
    }
    String array = bytes.toString(StandardCharsets.UTF_8);
    return array.substring(array.indexOf('[') + 1, array.lastIndexOf(']')).strip();
  }
}

package dev.assay.bench;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.NearMiss;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A workload as text: one layer a line, its name, which no other has, how often there is one, and
 * its problem. What a problem leaves open is chosen for the whole workload: a batch size ({@code
 * n=}), and the direction. One that says either keeps it, so a line that a report prints is a
 * layer, too. Lines that are blank or begin with # do not count.
 *
 * <pre>
 * # layer  count  problem
 * conv1    1      conv2d c=3 h=224 w=224 k=64 kernel=7x7 stride=2x2 pad=3x3
 * pool1    1      max-pool2d c=64 h=112 w=112 kernel=3x3 stride=2x2 pad=1x1
 * norm1    1      batch-norm shape=8x64x112x112
 * update   1      sgd size=1000000
 * conv5    2      conv2d backward-data n=16 c=512 h=7 w=7 k=512 kernel=3x3 pad=1x1
 * </pre>
 */
final class WorkloadFile {
  private static final String EXAMPLE = "conv1 1 conv2d c=3 h=224 w=224 k=64 kernel=3x3 pad=1x1";

  private WorkloadFile() {}

  /**
   * Reads a user's file.
   *
   * @param batch images at once, where a layer does not say it
   * @throws InvalidWorkloadException if there is none or it is malformed
   */
  static Workload read(String file, int batch) {
    try {
      String text = Files.readString(Path.of(file));
      String name = Path.of(file).getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
      return parse(name, file, text, batch);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new InvalidWorkloadException(
          "'"
              + file
              + "' is no file and no network; "
              + NearMiss.of(file, Workload.names())
                  .orElse("'assay networks' lists those there are"));
    } catch (IOException e) {
      throw new InvalidWorkloadException(
          "cannot read workload '" + file + "': it must be a readable text file in UTF-8");
    }
  }

  /**
   * Reads a workload's text.
   *
   * @param source where the text is from, for messages
   * @throws InvalidWorkloadException naming the line and what to change
   */
  static Workload parse(String name, String source, String text, int batch) {
    List<Workload.Layer> layers = new ArrayList<>();
    boolean open = false;
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          Line read = Line.of(line);
          layers.add(another(read.layer(batch), layers));
          open |= read.isOpen();
        } catch (InvalidOperationException e) {
          throw new InvalidWorkloadException(source + ", line " + (i + 1) + ": " + e.getMessage());
        }
      }
    }
    if (layers.isEmpty()) {
      throw new InvalidWorkloadException(
          source + " has no layers; write one a line, like: " + EXAMPLE);
    }
    return new Workload(name, open ? batch : null, layers);
  }

  private static Workload.Layer another(Workload.Layer layer, List<Workload.Layer> before) {
    if (before.stream().anyMatch(other -> other.name().equals(layer.name()))) {
      throw new InvalidOperationException(
          "there is a layer '"
              + layer.name()
              + "' already; give this one another name, or the other a count of more");
    }
    return layer;
  }

  /**
   * A line that names a layer.
   *
   * @param words its problem, as far as the line says it
   */
  private record Line(String name, int count, List<String> words) {

    static Line of(String line) {
      String[] parts = line.split("\\s+", 3);
      if (parts.length < 3 || !parts[1].matches("[1-9]\\d{0,5}")) {
        throw new InvalidOperationException(
            "'" + line + "' is not: layer count problem, like: " + EXAMPLE);
      }
      return new Line(parts[0], Integer.parseInt(parts[1]), List.of(parts[2].split("\\s+")));
    }

    /** Whether it leaves the batch size to the workload. */
    boolean isOpen() {
      return OperationText.parameters(words.get(0)).contains("n=…")
          && words.stream().noneMatch(word -> word.startsWith("n="));
    }

    Workload.Layer layer(int batch) {
      Problem problem = Problem.parse(String.join(" ", words) + (isOpen() ? " n=" + batch : ""));
      boolean directed =
          Arrays.stream(Direction.values()).anyMatch(d -> words.contains(d.toString()));
      return new Workload.Layer(
          name, count, problem, directed ? Set.of() : problem.operation().directions());
    }
  }
}

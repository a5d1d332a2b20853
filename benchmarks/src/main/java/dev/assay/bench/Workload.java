package dev.assay.bench;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.NearMiss;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layers of a network, batch size and direction left open.
 *
 * <p>As text: one layer a line, its name, which no other has, how often the network has it, and its
 * problem's text without {@code n=} and direction. Lines that are blank or begin with # do not
 * count.
 *
 * <pre>
 * # layer  count  operation and parameters, without batch size (n=) and direction
 * conv1    1      conv2d c=3 h=224 w=224 k=64 kernel=7x7 stride=2x2 pad=3x3
 * pool1    1      max-pool2d c=64 h=112 w=112 kernel=3x3 stride=2x2 pad=1x1
 * </pre>
 *
 * @param name the network's name: that of the file, without what follows its last dot
 * @param layers its layers, in order
 */
public record Workload(String name, List<Layer> layers) {
  private static final List<String> BUNDLED = List.of("alexnet", "vgg16", "resnet18");
  private static final String EXAMPLE = "conv1 1 conv2d c=3 h=224 w=224 k=64 kernel=3x3 pad=1x1";

  /**
   * One line of a workload.
   *
   * @param name the layer's name
   * @param count how often the network has it
   * @param text its problem's text without batch size and direction
   */
  public record Layer(String name, int count, String text) {

    /** The forward problem of a batch. */
    private Problem problem(int batchSize) {
      return Problem.parse(text.replaceFirst("(?=\\s|$)", " n=" + batchSize));
    }

    private List<Problem> problems(int batchSize, Collection<Direction> directions) {
      Problem forward = problem(batchSize);
      Set<Direction> possible = forward.operation().directions();
      return directions.stream()
          .map(d -> d == Direction.BACKWARD && !possible.contains(d) ? Direction.BACKWARD_DATA : d)
          .filter(possible::contains)
          .distinct()
          .map(d -> forward.with(forward.operation(), d))
          .toList();
    }
  }

  /** The names of the workloads that come with the suite. */
  public static List<String> bundled() {
    return BUNDLED;
  }

  /**
   * Several workloads, whose results are told apart by their names.
   *
   * @throws InvalidWorkloadException if one is missing or malformed, or two have one name
   */
  public static List<Workload> of(List<String> namesOrFiles) {
    Map<String, String> sources = new HashMap<>();
    List<Workload> workloads = new ArrayList<>();
    for (String source : namesOrFiles) {
      Workload workload = of(source);
      String other = sources.putIfAbsent(workload.name(), source);
      if (other != null) {
        throw new InvalidWorkloadException(
            "'%s' and '%s' are both called %s; give a file another name"
                .formatted(other, source, workload.name()));
      }
      workloads.add(workload);
    }
    return workloads;
  }

  /**
   * A workload by name, or read from a user's file.
   *
   * @throws InvalidWorkloadException if there is none or it is malformed
   */
  public static Workload of(String nameOrFile) {
    if (!BUNDLED.contains(nameOrFile)) {
      return read(nameOrFile);
    }
    String resource = "workloads/" + nameOrFile + ".txt";
    try (InputStream stream = Workload.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the suite's own jar");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return parse(nameOrFile, nameOrFile, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Workload read(String file) {
    try {
      String text = Files.readString(Path.of(file));
      String name = Path.of(file).getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
      return parse(name, file, text);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new InvalidWorkloadException(
          "'"
              + file
              + "' is no file and no network; "
              + NearMiss.of(file, Architecture.all().stream().map(Architecture::name).toList())
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
  static Workload parse(String name, String source, String text) {
    List<Layer> layers = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          layers.add(another(layer(line), layers));
        } catch (InvalidOperationException e) {
          throw new InvalidWorkloadException(source + ", line " + (i + 1) + ": " + e.getMessage());
        }
      }
    }
    if (layers.isEmpty()) {
      throw new InvalidWorkloadException(
          source + " has no layers; write one a line, like: " + EXAMPLE);
    }
    return new Workload(name, List.copyOf(layers));
  }

  private static Layer another(Layer layer, List<Layer> before) {
    if (before.stream().anyMatch(other -> other.name().equals(layer.name()))) {
      throw new InvalidOperationException(
          "there is a layer '"
              + layer.name()
              + "' already; give this one another name, or the other a count of more");
    }
    return layer;
  }

  private static Layer layer(String line) {
    String[] parts = line.split("\\s+", 3);
    if (parts.length < 3 || !parts[1].matches("[1-9]\\d{0,5}")) {
      throw new InvalidOperationException(
          "'" + line + "' is not: layer count operation parameters, like: " + EXAMPLE);
    }
    for (String word : parts[2].split("\\s+")) {
      boolean direction =
          Arrays.stream(Direction.values()).anyMatch(d -> d.toString().equals(word));
      if (direction || word.startsWith("n=")) {
        throw new InvalidOperationException(
            "leave out '" + word + "': batch size and direction are chosen for the whole workload");
      }
    }
    String operation = parts[2].split("\\s+")[0];
    if (!OperationText.parameters(operation).contains("n=…")) {
      throw new InvalidOperationException(
          operation + " has no batch size (n=); a workload is made of operations that have one");
    }
    Layer layer = new Layer(parts[0], Integer.parseInt(parts[1]), parts[2]);
    layer.problem(1); // refuses what makes no problem
    return layer;
  }

  /**
   * Its layers as problems.
   *
   * @param batchSize n of every problem
   * @param directions which directions of each layer, in this order; backward of a layer without
   *     parameters is the gradient of its data, other directions that a layer does not have are
   *     left out
   */
  public List<WorkloadProblem> problems(int batchSize, Collection<Direction> directions) {
    return layers.stream()
        .flatMap(
            layer ->
                layer.problems(batchSize, directions).stream()
                    .map(
                        problem -> new WorkloadProblem(name, layer.name(), layer.count(), problem)))
        .toList();
  }
}

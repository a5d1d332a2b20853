package dev.assay.verify;

import dev.assay.reference.op.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the support matrix of the README says that backends compute: a line per operation and
 * direction, a column per backend. Variants have no column, so nothing is promised of them.
 */
final class PromisedSupport {
  private static final int OPERATION = 1;
  private static final int DIRECTIONS = 2;
  private static final int FIRST_BACKEND = 3;

  private final List<List<String>> lines;

  private PromisedSupport(List<List<String>> lines) {
    this.lines = lines;
  }

  /**
   * Reads the matrix.
   *
   * @param readme a file with the matrix between its two markers
   */
  static PromisedSupport in(Path readme) throws IOException {
    try (Stream<String> text = Files.lines(readme)) {
      return new PromisedSupport(
          text.dropWhile(line -> !line.equals("<!-- support matrix: begin -->"))
              .takeWhile(line -> !line.equals("<!-- support matrix: end -->"))
              .filter(line -> line.startsWith("| "))
              .map(line -> List.of(line.split(" *\\| *")))
              .toList());
    }
  }

  /** The operations that have lines, in their order. */
  List<String> operations() {
    return lines.stream()
        .map(line -> line.get(OPERATION))
        .filter(cell -> cell.startsWith("`"))
        .map(cell -> cell.replace("`", ""))
        .distinct()
        .toList();
  }

  /** The backends that have a column. */
  List<String> backends() {
    List<String> heads = lines.get(0);
    return heads.subList(FIRST_BACKEND, heads.size());
  }

  /** Whether a backend computes at least some problems of an operation and direction. */
  boolean includes(String backend, String operation, Direction direction) {
    int column = lines.get(0).indexOf(backend);
    return column >= FIRST_BACKEND
        && lines.stream()
            .filter(line -> line.get(OPERATION).equals("`" + operation + "`"))
            .filter(line -> speaksOf(line.get(DIRECTIONS), direction))
            .anyMatch(line -> !line.get(column).startsWith("unsupported"));
  }

  private static boolean speaksOf(String directions, Direction direction) {
    return directions.equals("all")
        || List.of(directions.split(", ")).contains(direction.toString());
  }
}

package dev.assay.verify.network;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Expectation;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Origin;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the oracle says of networks, kept in a folder from run to run. A file's name is the hash of
 * the problem's text, of the precision of products if that is not float32, and of the oracle's own
 * code, so what another oracle said is never taken for what this one would say.
 */
public final class Expectations {
  private final Optional<Path> folder;
  private final Map<Key, Expectation> known = new HashMap<>();

  /**
   * Those kept in a folder.
   *
   * @param folder made when there is something to keep; it may be emptied at any time
   */
  public Expectations(Path folder) {
    this.folder = Optional.of(folder).filter(any -> Code.HASH.isPresent());
  }

  private record Key(Problem problem, ProductPrecision precision) {}

  /**
   * What a problem must give: as kept, or else computed, which may take minutes.
   *
   * @param precision of the products of whoever is judged by it
   */
  public Expectation get(Problem problem, ProductPrecision precision) {
    return known.computeIfAbsent(new Key(problem, precision), this::load);
  }

  /** Whether it need not be computed. */
  public boolean has(Problem problem, ProductPrecision precision) {
    Key key = new Key(problem, precision);
    return known.containsKey(key) || file(key).filter(Files::isReadable).isPresent();
  }

  private Expectation load(Key key) {
    Optional<Path> file = file(key);
    if (file.isPresent() && Files.isReadable(file.get())) {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file.get())))) {
        return Expectation.read(key.problem, in);
      } catch (IOException e) {
        // Half a file, from a full disk: computed again.
      }
    }
    Expectation computed = Expectation.of(key.problem, key.precision);
    file.ifPresent(path -> keep(computed, path));
    return computed;
  }

  private static void keep(Expectation computed, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Path half = Files.createTempFile(file.getParent(), "half", null);
      try {
        write(computed, half);
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        // Where the disk is full, half a file would be what fills it.
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      // Nowhere to keep it: it is computed again the next time.
    }
  }

  private static void write(Expectation computed, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      computed.write(out);
    }
  }

  private Optional<Path> file(Key key) {
    return folder.map(
        path -> {
          List<String> named =
              new ArrayList<>(List.of(Code.HASH.orElseThrow(), key.problem.toString()));
          if (key.precision != ProductPrecision.F32) {
            named.add(key.precision.toString());
          }
          return path.resolve(Hash.of(named) + ".expected");
        });
  }

  /** Read once. */
  private static final class Code {
    /** Of the jar that the oracle is in; empty where it is in none. */
    private static final Optional<String> HASH = hash();

    private static Optional<String> hash() {
      try {
        Path jar = Origin.of(Oracle.class);
        return Files.isRegularFile(jar)
            ? Optional.of(Hash.of(Files.readAllBytes(jar)))
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }
}

package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * A network as it is published: its layers at any batch size.
 *
 * <p>Architectures are services: a class on the class path, named in {@code
 * META-INF/services/dev.assay.reference.op.Architecture}, is known by its name everywhere.
 */
public interface Architecture {

  /** What the field calls it, in lower case: {@code resnet18}. */
  String name();

  /** Who published it and in which form, in one line. */
  String source();

  /** Channels of an image. */
  default int channels() {
    return 3;
  }

  /** Height and width of the images it was published for. */
  Extent size();

  /** How many classes it tells apart. */
  default int classes() {
    return 1000;
  }

  /**
   * Whether somebody chose it, once and for all. Others may be made of any layers, at random, and
   * then bounds must be made with more care, and errors of logits tell no arithmetic: see {@link
   * NetworkPass}.
   */
  default boolean isPublished() {
    return true;
  }

  /**
   * Its layers.
   *
   * @param input [n, {@link #channels}, height, width]
   * @throws InvalidOperationException if images of this size are too small for a layer
   */
  Network network(Shape input);

  /**
   * The network for a batch of images of a size.
   *
   * @throws IllegalArgumentException if there are no images, or they are too small for a layer
   */
  default Network network(int batch, Extent size) {
    return network(Shape.of(batch, channels(), size.h(), size.w()));
  }

  /** All there are, by name. */
  static List<Architecture> all() {
    return Known.ALL;
  }

  /**
   * The architecture of this name, if there is one: of those there are, or {@code between:} and a
   * layer.
   *
   * @throws InvalidOperationException if the layer is none
   */
  static Optional<Architecture> find(String name) {
    if (name.startsWith(Between.PREFIX)) {
      return Optional.of(new Between(name.substring(Between.PREFIX.length())));
    }
    return Known.ALL.stream().filter(architecture -> architecture.name().equals(name)).findFirst();
  }

  /**
   * An architecture by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Architecture parse(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Known.ALL.stream()
                            .map(Architecture::name)
                            .collect(Collectors.joining(", "))
                        + ", or "
                        + Between.PREFIX
                        + " and a layer"));
  }

  /** Loaded once, so that two of one name are the same. */
  final class Known {
    private static final List<Architecture> ALL =
        ServiceLoader.load(Architecture.class, Architecture.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Architecture::name))
            .toList();

    private Known() {}
  }
}

package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Puts a network together, layer upon layer. Shapes follow from what is below: {@code conv("conv1",
 * 64, 7, 2, 3)} is a convolution of whatever the last layer gives.
 *
 * <p>Every method adds a node on top of the last one and gives its position, to which {@link #from}
 * returns for a branch.
 */
public final class NetworkBuilder {
  private static final double EPSILON = 1e-5;

  private final String name;
  private final Shape input;
  private final List<Network.Node> nodes = new ArrayList<>();
  private int top = Network.IMAGES;

  /**
   * An empty network.
   *
   * @param input [n, channels, height, width]
   */
  public NetworkBuilder(String name, Shape input) {
    this.name = name;
    this.input = input;
  }

  /** The position of the last node. */
  public int top() {
    return top;
  }

  /** Goes on from an earlier node. */
  public NetworkBuilder from(int position) {
    top = position;
    return this;
  }

  private Shape shape(int position) {
    return position == Network.IMAGES ? input : nodes.get(position).shape();
  }

  /** The shape of what the last node gives. */
  public Shape shape() {
    return shape(top);
  }

  /** Any operation of the last node's output. */
  public int add(String name, Function<Shape, Operation> operation) {
    return add(name, operation.apply(shape()), List.of(top));
  }

  private int add(String name, Operation operation, List<Integer> sources) {
    nodes.add(new Network.Node(name, operation, sources));
    top = nodes.size() - 1;
    return top;
  }

  /** A square convolution with bias. */
  public int conv(String name, int filters, int kernel, int stride, int pad) {
    return conv(name, filters, kernel, stride, Padding.of(pad), true);
  }

  /** A square convolution without bias, as it stands before a batch normalisation. */
  public int convWithoutBias(String name, int filters, int kernel, int stride, int pad) {
    return conv(name, filters, kernel, stride, Padding.of(pad), false);
  }

  /** A square convolution. */
  public int conv(String name, int filters, int kernel, int stride, Padding pad, boolean bias) {
    return add(
        name,
        x ->
            new Conv2d(
                x.dimension(0),
                x.dimension(1),
                x.dimension(2),
                x.dimension(3),
                filters,
                new Extent(kernel, kernel),
                new Extent(stride, stride),
                pad,
                new Extent(1, 1),
                1,
                bias));
  }

  public int batchNorm(String name) {
    return add(name, x -> new BatchNorm(x, EPSILON));
  }

  public int relu(String name) {
    return add(name, Relu::new);
  }

  public int tanh(String name) {
    return add(name, Tanh::new);
  }

  public int maxPool(String name, int kernel, int stride, int pad) {
    return maxPool(name, kernel, stride, Padding.of(pad), Rounding.DOWN);
  }

  public int maxPool(String name, int kernel, int stride, Padding pad, Rounding rounding) {
    return add(
        name,
        x ->
            new MaxPool2d(
                x.dimension(0),
                x.dimension(1),
                x.dimension(2),
                x.dimension(3),
                new Extent(kernel, kernel),
                new Extent(stride, stride),
                pad,
                rounding,
                false));
  }

  public int averagePool(String name, int kernel, int stride) {
    return averagePool(name, new Extent(kernel, kernel), new Extent(stride, stride), false);
  }

  /** The average of each channel: [n, c, 1, 1]. */
  public int globalAveragePool(String name) {
    Extent image = new Extent(shape().dimension(2), shape().dimension(3));
    return averagePool(name, image, new Extent(1, 1), true);
  }

  private int averagePool(String name, Extent kernel, Extent stride, boolean global) {
    return add(
        name,
        x ->
            new AveragePool2d(
                x.dimension(0),
                x.dimension(1),
                x.dimension(2),
                x.dimension(3),
                kernel,
                stride,
                Padding.NONE,
                Rounding.DOWN,
                false,
                global));
  }

  public int flatten(String name) {
    return add(name, Flatten::new);
  }

  /** A fully connected layer with bias. */
  public int linear(String name, int out) {
    return add(name, x -> new Linear(x.dimension(0), x.dimension(1), out, true));
  }

  /** The shortcut without parameters to a block of other size. */
  public int shortcut(String name, int stride, int before, int after) {
    return add(
        name,
        x ->
            new IdentityShortcut(
                x.dimension(0),
                x.dimension(1),
                x.dimension(2),
                x.dimension(3),
                new Extent(stride, stride),
                before,
                after));
  }

  /** The sum of two nodes. */
  public int add(String name, int a, int b) {
    return add(name, new Add(shape(a)), List.of(a, b));
  }

  /** The channels of several nodes, one behind the other: joined two by two. */
  public int concat(String name, List<Integer> branches) {
    int joined = branches.get(0);
    for (int i = 1; i < branches.size(); i++) {
      int next = branches.get(i);
      String part = i == branches.size() - 1 ? name : name + "." + i;
      Concat both = new Concat(shape(joined), 1, shape(next).dimension(1));
      joined = add(part, both, List.of(joined, next));
    }
    return joined;
  }

  public Network build() {
    return new Network(name, input, nodes);
  }
}

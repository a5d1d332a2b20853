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
 * returns for a branch. It throws an {@link InvalidOperationException} where its parameters make no
 * layer of what is below.
 */
public final class NetworkBuilder {
  private static final double EPSILON = 1e-5;

  /** The rank of [n, c, h, w]. */
  private static final int RANK_OF_IMAGES = 4;

  /** The rank of [n, features]. */
  private static final int RANK_OF_ROWS = 2;

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

  /**
   * Goes on from an earlier node.
   *
   * @param position of that node, or {@link Network#IMAGES}
   */
  public NetworkBuilder from(int position) {
    top = position;
    return this;
  }

  /** The shape of what a node gives. */
  Shape shape(int position) {
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

  /** The same of an operation whose data have one rank alone. */
  private int add(String name, int rank, Function<Shape, Operation> operation) {
    Shape below = shape();
    Check.require(below.rank() == rank, "%s takes %s dimensions, not %s", name, rank, below);
    return add(name, operation);
  }

  /**
   * Any operation of any nodes' outputs.
   *
   * @param sources for each of its data operands the position of a node
   */
  int add(String name, Operation operation, List<Integer> sources) {
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

  /** A square convolution: [n, c, h, w] become [n, filters, p, q]. */
  public int conv(String name, int filters, int kernel, int stride, Padding pad, boolean bias) {
    return add(
        name,
        RANK_OF_IMAGES,
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

  /** A batch normalisation of the channels, [n, c, …], with ε = 1e-5; the shape stays. */
  public int batchNorm(String name) {
    return add(name, x -> new BatchNorm(x, EPSILON));
  }

  /** A ReLU; the shape stays. */
  public int relu(String name) {
    return add(name, Relu::new);
  }

  /** A hyperbolic tangent; the shape stays. */
  public int tanh(String name) {
    return add(name, Tanh::new);
  }

  /** AlexNet's local response normalisation, with the paper's numbers; the shape stays. */
  public int localResponseNorm(String name) {
    return add(
        name,
        RANK_OF_IMAGES,
        x ->
            new LocalResponseNorm(
                x.dimension(0), x.dimension(1), x.dimension(2), x.dimension(3), 5, 1e-4, 0.75, 2));
  }

  /** Drops half of all elements while the network is trained; the shape stays. */
  public int dropout(String name) {
    return add(name, x -> new Dropout(x, 0.5));
  }

  /** A square max pooling that leaves out partial windows: [n, c, h, w] become [n, c, p, q]. */
  public int maxPool(String name, int kernel, int stride, int pad) {
    return maxPool(name, kernel, stride, Padding.of(pad), Rounding.DOWN);
  }

  /**
   * A square max pooling: [n, c, h, w] become [n, c, p, q].
   *
   * @param rounding of p and q where the stride does not divide
   */
  public int maxPool(String name, int kernel, int stride, Padding pad, Rounding rounding) {
    return add(
        name,
        RANK_OF_IMAGES,
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

  /** A square average pooling without padding: [n, c, h, w] become [n, c, p, q]. */
  public int averagePool(String name, int kernel, int stride) {
    return averagePool(name, x -> new Extent(kernel, kernel), new Extent(stride, stride), false);
  }

  /** The average of each channel: [n, c, h, w] become [n, c, 1, 1]. */
  public int globalAveragePool(String name) {
    return averagePool(
        name, x -> new Extent(x.dimension(2), x.dimension(3)), new Extent(1, 1), true);
  }

  private int averagePool(
      String name, Function<Shape, Extent> kernel, Extent stride, boolean global) {
    return add(
        name,
        RANK_OF_IMAGES,
        x ->
            new AveragePool2d(
                x.dimension(0),
                x.dimension(1),
                x.dimension(2),
                x.dimension(3),
                kernel.apply(x),
                stride,
                Padding.NONE,
                Rounding.DOWN,
                false,
                global));
  }

  /** All that belongs to an example in a row: [n, …] becomes [n, features]. */
  public int flatten(String name) {
    return add(name, Flatten::new);
  }

  /** A fully connected layer with bias: [n, in] becomes [n, out]. */
  public int linear(String name, int out) {
    return add(name, RANK_OF_ROWS, x -> new Linear(x.dimension(0), x.dimension(1), out, true));
  }

  /**
   * The shortcut without parameters to a block of other size: of [n, c, h, w] every stride-th row
   * and column, and channels of zeros.
   *
   * @param before how many of these come before the others
   * @param after how many come after them
   */
  public int shortcut(String name, int stride, int before, int after) {
    return add(
        name,
        RANK_OF_IMAGES,
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

  /** The sum of two nodes of one shape. */
  public int add(String name, int a, int b) {
    return add(name, new Add(shape(a)), List.of(a, b));
  }

  /**
   * The channels of several nodes, one behind the other: joined two by two.
   *
   * @param branches at least one; their shapes differ in the number of channels alone
   */
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

  /**
   * The network of all nodes, of which the last gives the logits.
   *
   * @throws InvalidOperationException if it does not, if there are none, or if one takes another
   *     shape than its source gives
   */
  public Network build() {
    return new Network(name, input, nodes);
  }
}

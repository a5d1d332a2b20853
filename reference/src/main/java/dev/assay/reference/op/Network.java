package dev.assay.reference.op;

import dev.assay.reference.init.Initializer;
import dev.assay.reference.init.RandomBits;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A network at one batch size: operations, wired. An operation is a layer with all its shapes
 * filled in, so what is said of layers (formulas, parameters, work) is said in one place.
 *
 * <p>Which of an operation's operands is what follows from their roles: data come from other nodes,
 * parameters are learned.
 *
 * @param name what the field calls it
 * @param input shape of the images, [n, channels, height, width]
 * @param nodes in an order in which each comes after its sources; the last one gives the logits,
 *     [n, classes]
 */
public record Network(String name, Shape input, List<Node> nodes) {

  /** The source that stands for the network's input. */
  public static final int IMAGES = -1;

  /**
   * Refuses what is wired wrongly.
   *
   * @throws InvalidOperationException if a node takes another number of inputs than it has sources,
   *     or another shape than a source gives, or comes before it; if the last gives no logits; or
   *     if there is none
   */
  public Network {
    nodes = List.copyOf(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      check(input, nodes, i);
    }
    Check.require(!nodes.isEmpty(), "%s has no layers", name);
    Check.require(nodes.get(nodes.size() - 1).shape().rank() == 2, "%s ends in no logits", name);
  }

  /**
   * One layer.
   *
   * @param name {@code layer1.0.conv1}; names are unique, and those of published weights where
   *     there are any
   * @param operation what it computes
   * @param sources for each of its data operands, in order, the position of the node it comes from,
   *     or {@link #IMAGES}
   */
  public record Node(String name, Operation operation, List<Integer> sources) {
    public Node {
      sources = List.copyOf(sources);
    }

    /** The shape of its output. */
    public Shape shape() {
      return operation.outputShape();
    }

    /** Which of its operation's operands are learned, by position. */
    public List<Integer> learned() {
      List<Operand> operands = operation.operands();
      return IntStream.range(0, operands.size())
          .filter(j -> operands.get(j).role() == Role.PARAMETER)
          .boxed()
          .toList();
    }

    /** Learned numbers. */
    public long parameters() {
      return learned().stream().mapToLong(j -> operation.operands().get(j).shape().size()).sum();
    }
  }

  /**
   * One learned tensor.
   *
   * @param node position of its node
   * @param operand its position among the operands of the node's operation
   * @param name {@code layer1.0.conv1 weights}
   * @param shape its shape
   */
  public record Parameter(int node, int operand, String name, Shape shape) {}

  private static void check(Shape input, List<Node> nodes, int position) {
    Node node = nodes.get(position);
    List<Operand> data =
        node.operation.operands().stream().filter(operand -> operand.role().isData()).toList();
    Check.require(
        data.size() == node.sources.size(),
        "%s takes %s inputs, not %s",
        node.name,
        data.size(),
        node.sources.size());
    for (int i = 0; i < data.size(); i++) {
      int source = node.sources.get(i);
      Check.require(source < position, "%s comes before its source", node.name);
      Shape given = source == IMAGES ? input : nodes.get(source).shape();
      Check.require(
          given.equals(data.get(i).shape()),
          "%s takes %s, not %s",
          node.name,
          data.get(i).shape(),
          given);
    }
  }

  /** All learned tensors, by node and operand. */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      for (int j : node.learned()) {
        Operand operand = node.operation.operands().get(j);
        parameters.add(new Parameter(i, j, node.name + " " + operand.name(), operand.shape()));
      }
    }
    return parameters;
  }

  /** Positions of the nodes that keep running statistics: a mean and a variance per channel. */
  public List<Integer> normalizations() {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).operation instanceof BatchNorm) {
        positions.add(i);
      }
    }
    return positions;
  }

  /** Positions of the nodes that drop what a mask says, which is given for each training step. */
  public List<Integer> dropouts() {
    return IntStream.range(0, nodes.size())
        .filter(i -> nodes.get(i).operation instanceof Dropout)
        .boxed()
        .toList();
  }

  /**
   * What layers take besides their data, sorted by layer.
   *
   * @param parameters what belongs to each of {@link #parameters}
   * @param running mean and variance of each of {@link #normalizations}, or nothing, if these are
   *     to take none
   * @param masks of each of {@link #dropouts}, or nothing, as gradients have none
   * @return a list for each node: its parameters in order, mean and variance, mask
   * @throws java.util.NoSuchElementException if some of them are missing
   */
  public <T> List<List<T>> byNode(List<T> parameters, List<T> running, List<T> masks) {
    List<List<T>> sorted = new ArrayList<>();
    nodes.forEach(node -> sorted.add(new ArrayList<>()));
    Iterator<T> learned = parameters.iterator();
    parameters().forEach(parameter -> sorted.get(parameter.node).add(learned.next()));
    Iterator<T> statistics = running.iterator();
    for (int position : running.isEmpty() ? List.<Integer>of() : normalizations()) {
      sorted.get(position).add(statistics.next());
      sorted.get(position).add(statistics.next());
    }
    Iterator<T> kept = masks.iterator();
    for (int position : masks.isEmpty() ? List.<Integer>of() : dropouts()) {
      sorted.get(position).add(kept.next());
    }
    return sorted;
  }

  /**
   * {@link #parameters} as operands: weights start as He's rule says, all others as the fill does.
   */
  List<Operand> learnedOperands() {
    return parameters().stream()
        .map(
            parameter ->
                new Operand(
                    parameter.name,
                    parameter.shape,
                    parameter.shape.rank() > 1 ? Role.WEIGHTS : Role.PARAMETER))
        .toList();
  }

  /** The running mean and variance of each of {@link #normalizations}. */
  List<Operand> runningOperands() {
    List<Operand> operands = new ArrayList<>();
    for (int position : normalizations()) {
      Node node = nodes.get(position);
      Shape channels = Shape.of(node.shape().dimension(1));
      operands.add(new Operand(node.name + " running mean", channels, Role.CONSTANT));
      operands.add(new Operand(node.name + " running variance", channels, Role.POSITIVE));
    }
    return operands;
  }

  /** The mask of each of {@link #dropouts}. */
  List<Operand> maskOperands() {
    return dropouts().stream()
        .map(nodes::get)
        .map(node -> new Operand(node.name + " mask", node.shape(), Role.MASK))
        .toList();
  }

  /**
   * What training starts from: every parameter, then every running mean and variance.
   * Normalisations start as the identity, biases as zeros.
   *
   * @param weights the rule for all weights
   * @param seed the same seed gives the same weights
   */
  public List<Tensor> initialState(Initializer weights, long seed) {
    List<Tensor> state = new ArrayList<>();
    RandomBits seeds = new RandomBits(seed);
    for (Parameter parameter : parameters()) {
      boolean scale =
          nodes.get(parameter.node).operation instanceof Normalization
              && parameter.operand == Normalization.GAMMA;
      Initializer rule =
          parameter.shape.rank() > 1 ? weights : new Initializer.Constant(scale ? 1 : 0);
      state.add(rule.weights(parameter.shape, seeds.next()));
    }
    for (Operand running : runningOperands()) {
      double start = running.role() == Role.POSITIVE ? 1 : 0;
      state.add(new Initializer.Constant(start).weights(running.shape(), 0));
    }
    return state;
  }

  /**
   * What of this network a layer's output depends on, and that layer as the last one; its output is
   * flattened to a row for each image, as logits are.
   *
   * @throws InvalidOperationException if no layer has this name
   */
  public Network upTo(String layer) {
    int last = position(layer);
    Set<Integer> needed = new TreeSet<>(Set.of(last));
    for (int i = last; i >= 0; i--) {
      if (needed.contains(i)) {
        nodes.get(i).sources.stream().filter(source -> source != IMAGES).forEach(needed::add);
      }
    }
    List<Integer> kept = new ArrayList<>(needed);
    List<Node> layers = new ArrayList<>();
    for (int position : kept) {
      Node node = nodes.get(position);
      List<Integer> sources =
          node.sources.stream().map(s -> s == IMAGES ? IMAGES : kept.indexOf(s)).toList();
      layers.add(new Node(node.name, node.operation, sources));
    }
    Shape shape = nodes.get(last).shape();
    if (shape.rank() != 2) {
      layers.add(new Node(layer + ".flat", new Flatten(shape), List.of(layers.size() - 1)));
    }
    return new Network(name, input, layers);
  }

  /** The same in use, where nothing is dropped and nothing is left to scale. */
  Network withoutDropouts() {
    List<Integer> newPositions = new ArrayList<>();
    List<Node> layers = new ArrayList<>();
    for (Node node : nodes) {
      List<Integer> sources =
          node.sources.stream().map(s -> s == IMAGES ? IMAGES : newPositions.get(s)).toList();
      if (node.operation instanceof Dropout) {
        newPositions.add(sources.get(0));
      } else {
        newPositions.add(layers.size());
        layers.add(new Node(node.name, node.operation, sources));
      }
    }
    return new Network(name, input, layers);
  }

  private int position(String layer) {
    List<String> names = nodes.stream().map(Node::name).toList();
    int position = names.indexOf(layer);
    if (position < 0) {
      throw new InvalidOperationException(
          String.format(
              "%s has no layer '%s'; %s",
              name,
              layer,
              NearMiss.of(layer, names).orElse("there are: " + String.join(", ", names))));
    }
    return position;
  }

  /**
   * The shape of a layer's output.
   *
   * @throws InvalidOperationException if no layer has this name
   */
  public Shape shapeOf(String layer) {
    return nodes.get(position(layer)).shape();
  }

  /** How many numbers are learned. */
  public long parameterCount() {
    return nodes.stream().mapToLong(Node::parameters).sum();
  }

  /** The work of the forward pass of the whole batch; see {@link Cost}. */
  public double forwardFlops() {
    return nodes.stream().mapToDouble(node -> node.operation.forwardFlops()).sum();
  }

  /** How many images go through it at once. */
  public int batch() {
    return input.dimension(0);
  }

  /** How many classes it tells apart; of a part of a network how many features an image has. */
  public int classes() {
    return nodes.get(nodes.size() - 1).shape().dimension(1);
  }
}

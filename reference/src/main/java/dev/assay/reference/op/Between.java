package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The smallest network around layers: a convolution, the layers, a convolution, and classes. There
 * a layer is given what it is not given alone: data and gradients in whatever order its neighbours
 * left them in memory.
 *
 * <p>Its name is {@code between:} and the layers with a plus between them, each as a problem says
 * it, with commas, but for shapes, which follow from what is below: {@code
 * between:relu+max-pool2d,kernel=3x3,stride=2x2}. The first layer gets 16 channels, or as many as
 * its {@code c=} says. What takes two inputs, {@code add} and {@code concat}, takes what is below
 * it and then, past all that is between, the output of the first convolution.
 *
 * @param layers what stands behind the colon
 */
record Between(String layers) implements Architecture {
  static final String PREFIX = "between:";

  private static final Extent IMAGE = new Extent(9, 10);
  private static final String CHANNELS = "c";
  private static final String USUAL_CHANNELS = "16";
  private static final String CONCAT = "concat";
  private static final int CHANNELS_BEHIND = 24;
  private static final int CLASSES = 7;

  /** What a network has for its layers. */
  private static final Set<Role> GIVEN = Set.of(Role.DATA, Role.PARAMETER, Role.MASK);

  /**
   * Refuses what are no operations. Whether they are layers of a network is known when it is made:
   * whether they take nothing but images and parameters, draw no random numbers, and fit.
   *
   * @throws InvalidOperationException if there is no such operation, or {@code c=} is no number
   */
  Between {
    List<Layer> parsed = parse(layers);
    parsed.get(0).channels();
    parsed.forEach(layer -> OperationText.classOf(layer.name));
  }

  private static List<Layer> parse(String layers) {
    return Arrays.stream(layers.split("\\+", -1)).map(Layer::parse).toList();
  }

  @Override
  public String name() {
    return PREFIX + layers;
  }

  @Override
  public String source() {
    return "layers between two convolutions";
  }

  @Override
  public Extent size() {
    return IMAGE;
  }

  @Override
  public int classes() {
    return CLASSES;
  }

  @Override
  public boolean isPublished() {
    return false;
  }

  @Override
  public Network network(Shape input) {
    List<Layer> parsed = parse(layers);
    NetworkBuilder network = new NetworkBuilder(PREFIX + layers, input);
    int first = network.conv("conv1", parsed.get(0).channels(), 3, 1, 1);
    for (int i = 0; i < parsed.size(); i++) {
      Layer layer = i == 0 ? parsed.get(i).withoutChannels() : parsed.get(i);
      Operation operation = layer.operation(network.shape(), network.shape(first));
      network.add("layer" + (i + 1), operation, sources(operation, network.top(), first));
    }
    network.conv("conv2", CHANNELS_BEHIND, 3, 1, 1);
    network.flatten("flatten");
    network.linear("linear", CLASSES);
    return network.build();
  }

  private static List<Integer> sources(Operation operation, int below, int first) {
    long inputs = operation.operands().stream().filter(o -> o.role().isData()).count();
    return inputs == 1 ? List.of(below) : List.of(below, first);
  }

  /**
   * A layer as it is written.
   *
   * @param name of its operation
   */
  private record Layer(String name, Map<String, String> parameters) {

    static Layer parse(String text) {
      List<String> words = List.of(text.split(","));
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String word : words.subList(1, words.size())) {
        int equals = word.indexOf('=');
        Check.require(equals > 0, "'%s' is no parameter of a layer: key=value", word);
        parameters.put(word.substring(0, equals), word.substring(equals + 1));
      }
      return new Layer(words.get(0), parameters);
    }

    int channels() {
      String channels = parameters.getOrDefault(CHANNELS, USUAL_CHANNELS);
      Check.require(channels.matches("[1-9][0-9]{0,8}"), "c=%s is no number of channels", channels);
      return Integer.parseInt(channels);
    }

    Layer withoutChannels() {
      Map<String, String> others = new LinkedHashMap<>(parameters);
      others.remove(CHANNELS);
      return new Layer(name, others);
    }

    /**
     * Its operation.
     *
     * @param below the shape of its input
     * @param other that of the other input, if it takes two
     */
    Operation operation(Shape below, Shape other) {
      Map<String, Object> shapes = shapes(below, other);
      Map<String, String> all = new LinkedHashMap<>(parameters);
      for (String parameter : OperationText.parameters(name)) {
        String key = parameter.substring(0, parameter.indexOf('='));
        if (shapes.containsKey(key)) {
          Check.require(
              all.put(key, shapes.get(key).toString()) == null,
              "%s follows from what is below %s",
              key,
              name);
        }
      }
      Operation operation = OperationText.parse(name, all);
      Check.require(
          all.isEmpty(), "%s has no parameter '%s'", name, String.join(", ", all.keySet()));
      Check.require(
          !operation.isRandom()
              && operation.operands().stream().allMatch(o -> GIVEN.contains(o.role())),
          "%s is no layer of a network",
          name);
      return operation;
    }

    private Map<String, Object> shapes(Shape below, Shape other) {
      Check.require(below.rank() == other.rank(), "%s takes images, not %s", name, below);
      Map<String, Object> shapes = new HashMap<>();
      shapes.put("shape", below);
      shapes.put("n", below.dimension(0));
      shapes.put(CHANNELS, below.dimension(1));
      shapes.put("h", below.dimension(2));
      shapes.put("w", below.dimension(3));
      if (name.equals(CONCAT)) {
        shapes.put("axis", 1);
        shapes.put("other", other.dimension(1));
      }
      return shapes;
    }
  }
}

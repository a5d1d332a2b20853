package dev.assay.reference.op;

import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The smallest network around a layer: a convolution, the layer, a convolution, and classes. There
 * a layer is given what it is not given alone: data and gradients in whatever order its neighbours
 * left them in memory.
 *
 * <p>Its name is {@code between:} and the layer as a problem says it, with commas, but for shapes,
 * which follow from what is below: {@code between:max-pool2d,kernel=3x3,stride=2x2}. The layer gets
 * 16 channels, or as many as {@code c=} says.
 *
 * @param layer what stands behind the colon
 */
record Between(String layer) implements Architecture {
  static final String PREFIX = "between:";

  private static final Extent IMAGE = new Extent(9, 10);
  private static final String CHANNELS = "c";
  private static final String USUAL_CHANNELS = "16";
  private static final int CHANNELS_BEHIND = 24;
  private static final int CLASSES = 7;

  /** What a network has for its layers. */
  private static final Set<Role> GIVEN = Set.of(Role.DATA, Role.PARAMETER, Role.MASK);

  /**
   * Refuses what is no layer.
   *
   * @throws InvalidOperationException if there is no such operation, it takes other things than
   *     images and parameters, draws random numbers, or makes no images
   */
  Between {
    network(layer, Shape.of(1, 3, IMAGE.h(), IMAGE.w()));
  }

  @Override
  public String name() {
    return PREFIX + layer;
  }

  @Override
  public String source() {
    return "a layer between two convolutions";
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
  public Network network(Shape input) {
    return network(layer, input);
  }

  private static Network network(String layer, Shape input) {
    List<String> words = List.of(layer.split(","));
    Map<String, String> given = parameters(words.subList(1, words.size()));
    int channels = Integer.parseInt(given.getOrDefault(CHANNELS, USUAL_CHANNELS));
    NetworkBuilder layers = new NetworkBuilder(PREFIX + layer, input);
    layers.conv("conv1", channels, 3, 1, 1);
    layers.add("layer", below -> operation(words.get(0), given, below));
    layers.conv("conv2", CHANNELS_BEHIND, 3, 1, 1);
    layers.flatten("flatten");
    layers.linear("linear", CLASSES);
    return layers.build();
  }

  private static Map<String, String> parameters(List<String> words) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      Check.require(equals > 0, "'%s' is no parameter of a layer: key=value", word);
      parameters.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return parameters;
  }

  private static Operation operation(String name, Map<String, String> given, Shape below) {
    Map<String, Object> shapes =
        Map.of(
            "shape",
            below,
            "n",
            below.dimension(0),
            CHANNELS,
            below.dimension(1),
            "h",
            below.dimension(2),
            "w",
            below.dimension(3));
    Map<String, String> parameters = new LinkedHashMap<>(given);
    parameters.remove(CHANNELS);
    for (String parameter : OperationText.parameters(name)) {
      String key = parameter.substring(0, parameter.indexOf('='));
      if (shapes.containsKey(key)) {
        parameters.put(key, shapes.get(key).toString());
      }
    }
    Operation operation = OperationText.parse(name, parameters);
    Check.require(
        parameters.isEmpty(),
        "%s has no parameter '%s'",
        name,
        String.join(", ", parameters.keySet()));
    Check.require(
        !operation.isRandom()
            && operation.operands().stream().allMatch(operand -> GIVEN.contains(operand.role())),
        "%s is no layer of a network",
        name);
    return operation;
  }
}

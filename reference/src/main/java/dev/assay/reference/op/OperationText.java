package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operations as text and back: {@code conv2d n=2 c=3 …}. The keys are the record's components, in
 * order; a component that equals its {@link Default} is left out.
 */
public final class OperationText {
  private static final Map<Class<?>, Function<String, Object>> PARSERS =
      Map.ofEntries(
          Map.entry(int.class, Integer::parseInt),
          Map.entry(double.class, Double::parseDouble),
          Map.entry(boolean.class, OperationText::parseBoolean),
          Map.entry(String.class, text -> text),
          Map.entry(Extent.class, Extent::parse),
          Map.entry(Extent3d.class, Extent3d::parse),
          Map.entry(Padding.class, Padding::parse),
          Map.entry(Padding3d.class, Padding3d::parse),
          Map.entry(Sides.class, Sides::parse),
          Map.entry(Shape.class, Shape::parse),
          Map.entry(Architecture.class, Architecture::parse),
          Map.entry(Stage.class, Stage::parse),
          Map.entry(Optimizer.class, text -> parseConstant(Optimizer.values(), text)),
          Map.entry(Rounding.class, text -> parseConstant(Rounding.values(), text)));

  private static final SortedMap<String, Schema> BY_NAME = schemas();

  private static final Map<Class<?>, Schema> BY_CLASS = byClass();

  private OperationText() {}

  /** What a text must know of an operation. */
  private record Schema(
      String name,
      Class<? extends Operation> type,
      Constructor<? extends Operation> constructor,
      List<Parameter> parameters) {}

  /** One component of an operation's record. */
  private record Parameter(
      String key, Optional<String> omitted, Function<String, Object> parser, Method accessor) {}

  /** The names of all single operations, sorted: what random problems are made of. */
  public static List<String> names() {
    return names(false);
  }

  /** The names of the operations that are made of others, sorted. */
  public static List<String> composites() {
    return names(true);
  }

  private static List<String> names(boolean composite) {
    return BY_NAME.values().stream()
        .filter(schema -> Composite.class.isAssignableFrom(schema.type) == composite)
        .map(Schema::name)
        .toList();
  }

  /**
   * The record class of an operation's name.
   *
   * @throws InvalidOperationException if the name is unknown
   */
  public static Class<? extends Operation> classOf(String name) {
    return schema(name).type;
  }

  private static Schema schema(String name) {
    Schema schema = BY_NAME.get(name);
    if (schema == null) {
      throw new InvalidOperationException(
          "unknown operation '"
              + name
              + "'; "
              + NearMiss.of(name, BY_NAME.keySet())
                  .orElse("known: " + String.join(", ", BY_NAME.keySet())));
    }
    return schema;
  }

  private static Schema schema(Class<?> type) {
    Schema schema = BY_CLASS.get(type);
    if (schema == null) {
      throw new IllegalStateException(type + " is no operation");
    }
    return schema;
  }

  /** {@code MaxPool2d} is {@code max-pool2d}. */
  static String nameOf(Class<? extends Operation> type) {
    return schema(type).name;
  }

  /** The parameters of an operation as {@code key=value}, defaults omitted. */
  public static List<String> print(Operation operation) {
    List<String> words = new ArrayList<>();
    for (Parameter parameter : schema(operation.getClass()).parameters) {
      String value = text(read(parameter.accessor, operation));
      if (!parameter.omitted.equals(Optional.of(value))) {
        words.add(parameter.key + "=" + value);
      }
    }
    return words;
  }

  private static String text(Object value) {
    return value instanceof Architecture architecture ? architecture.name() : value.toString();
  }

  /**
   * Makes an operation from its parameters.
   *
   * @param name as {@link Operation#name} gives it
   * @param parameters removed from this map as they are used, so that what is left over is unknown
   * @throws InvalidOperationException if the name is unknown, a parameter is missing or malformed,
   *     or together they make no operation
   */
  public static Operation parse(String name, Map<String, String> parameters) {
    Schema schema = schema(name);
    Object[] values =
        schema.parameters.stream()
            .map(parameter -> value(schema, parameter, parameters.remove(parameter.key)))
            .toArray();
    try {
      return schema.constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException invalid) {
        throw new InvalidOperationException(name + ": " + invalid.getMessage());
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parameters of an operation by name, in order. */
  public static Map<String, Object> values(Operation operation) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : schema(operation.getClass()).parameters) {
      values.put(parameter.key, read(parameter.accessor, operation));
    }
    return values;
  }

  /**
   * The parameters of an operation and their defaults, for help texts: {@code stride=1x1}.
   *
   * @throws InvalidOperationException if the name is unknown
   */
  public static List<String> parameters(String name) {
    return schema(name).parameters.stream()
        .map(parameter -> parameter.key + "=" + parameter.omitted.orElse("…"))
        .toList();
  }

  private static Object value(Schema schema, Parameter parameter, @Nullable String given) {
    String text = given != null ? given : parameter.omitted.orElse(null);
    if (text == null) {
      throw new InvalidOperationException(
          schema.name
              + " needs "
              + parameter.key
              + "=…; its parameters are: "
              + String.join(" ", parameters(schema.name)));
    }
    try {
      return parameter.parser.apply(text);
    } catch (NumberFormatException e) {
      throw new InvalidOperationException(
          schema.name + ": " + parameter.key + "=" + text + " is not a number in its range");
    } catch (IllegalArgumentException e) {
      throw new InvalidOperationException(
          schema.name + ": " + parameter.key + "=" + text + ": " + e.getMessage());
    }
  }

  private static Object read(Method accessor, Operation operation) {
    try {
      return accessor.invoke(operation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  /**
   * The constant that a text is the {@code toString} of.
   *
   * @throws IllegalArgumentException if it is that of none
   */
  static <E extends Enum<E>> E parseConstant(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.toString().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("must be one of " + Arrays.toString(constants));
  }

  private static SortedMap<String, Schema> schemas() {
    SortedMap<String, Schema> byName = new TreeMap<>();
    collect(Operation.class, byName);
    return byName;
  }

  private static void collect(Class<?> type, Map<String, Schema> byName) {
    if (type.isRecord()) {
      Schema schema = schemaOf(type.asSubclass(Operation.class));
      byName.put(schema.name, schema);
    } else {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, byName);
      }
    }
  }

  private static Schema schemaOf(Class<? extends Operation> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new Schema(
          hyphenated(type.getSimpleName()),
          type,
          type.getConstructor(types),
          Arrays.stream(components).map(OperationText::parameterOf).toList());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Parameter parameterOf(RecordComponent component) {
    Function<String, Object> parser = PARSERS.get(component.getType());
    if (parser == null) {
      throw new IllegalStateException("no parser for " + component);
    }
    return new Parameter(
        hyphenated(component.getName()),
        Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value),
        parser,
        component.getAccessor());
  }

  /** {@code countPad} is {@code count-pad}. */
  private static String hyphenated(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static Map<Class<?>, Schema> byClass() {
    Map<Class<?>, Schema> schemas = new HashMap<>();
    BY_NAME.values().forEach(schema -> schemas.put(schema.type, schema));
    return schemas;
  }
}

package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operations as text and back: {@code conv2d n=2 c=3 …}. The keys are the record's components, in
 * order; a component that equals its {@link Default} is left out.
 */
public final class OperationText {
  private static final Map<String, Class<? extends Operation>> OPERATIONS = operations();

  private static final Map<Class<?>, Function<String, Object>> PARSERS =
      Map.of(
          int.class, Integer::parseInt,
          double.class, Double::parseDouble,
          boolean.class, OperationText::parseBoolean,
          Extent.class, Extent::parse,
          Padding.class, Padding::parse,
          Shape.class, Shape::parse,
          Rounding.class, text -> parseConstant(Rounding.values(), text));

  private OperationText() {}

  /** The names of all operations, sorted. */
  public static List<String> names() {
    return List.copyOf(OPERATIONS.keySet());
  }

  /** The record class of an operation's name. */
  public static Class<? extends Operation> classOf(String name) {
    Class<? extends Operation> type = OPERATIONS.get(name);
    if (type == null) {
      throw new InvalidOperationException(
          "unknown operation '" + name + "'; known: " + String.join(", ", OPERATIONS.keySet()));
    }
    return type;
  }

  /** {@code MaxPool2d} is {@code max-pool2d}. */
  static String nameOf(Class<?> type) {
    return hyphenated(type.getSimpleName());
  }

  /** {@code countPad} is {@code count-pad}. */
  private static String keyOf(RecordComponent component) {
    return hyphenated(component.getName());
  }

  private static String hyphenated(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** The parameters of an operation as {@code key=value}, defaults omitted. */
  public static List<String> print(Operation operation) {
    List<String> words = new ArrayList<>();
    for (RecordComponent component : operation.getClass().getRecordComponents()) {
      String value = String.valueOf(read(component, operation));
      Default omitted = component.getAnnotation(Default.class);
      if (omitted == null || !omitted.value().equals(value)) {
        words.add(keyOf(component) + "=" + value);
      }
    }
    return words;
  }

  /**
   * Makes an operation from its parameters.
   *
   * @param name as {@link Operation#name} gives it
   * @param parameters removed from this map as they are used, so that what is left over is unknown
   */
  public static Operation parse(String name, Map<String, String> parameters) {
    RecordComponent[] components = classOf(name).getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(name, components[i], parameters.remove(keyOf(components[i])));
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<? extends Operation> constructor = classOf(name).getConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException invalid) {
        throw new InvalidOperationException(name + ": " + invalid.getMessage());
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parameters of an operation and their defaults, for help texts: {@code stride=1x1}. */
  public static List<String> parameters(String name) {
    List<String> words = new ArrayList<>();
    for (RecordComponent component : classOf(name).getRecordComponents()) {
      Default omitted = component.getAnnotation(Default.class);
      words.add(keyOf(component) + "=" + (omitted == null ? "…" : omitted.value()));
    }
    return words;
  }

  private static Object value(String operation, RecordComponent component, @Nullable String given) {
    Default omitted = component.getAnnotation(Default.class);
    String text = given != null ? given : omitted != null ? omitted.value() : null;
    if (text == null) {
      throw new InvalidOperationException(
          operation
              + " needs "
              + keyOf(component)
              + "=…; its parameters are: "
              + String.join(" ", parameters(operation)));
    }
    Function<String, Object> parser = PARSERS.get(component.getType());
    if (parser == null) {
      throw new IllegalStateException("no parser for " + component);
    }
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new InvalidOperationException(
          operation + ": " + keyOf(component) + "=" + text + " is not a number in its range");
    } catch (IllegalArgumentException e) {
      throw new InvalidOperationException(
          operation + ": " + keyOf(component) + "=" + text + ": " + e.getMessage());
    }
  }

  private static Object read(RecordComponent component, Operation operation) {
    try {
      return component.getAccessor().invoke(operation);
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

  private static <E extends Enum<E>> E parseConstant(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.toString().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("must be one of " + Arrays.toString(constants));
  }

  private static Map<String, Class<? extends Operation>> operations() {
    Map<String, Class<? extends Operation>> byName = new TreeMap<>();
    collect(Operation.class, byName);
    return new LinkedHashMap<>(byName);
  }

  private static void collect(Class<?> type, Map<String, Class<? extends Operation>> byName) {
    if (type.isRecord()) {
      byName.put(nameOf(type), type.asSubclass(Operation.class));
    } else {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, byName);
      }
    }
  }
}

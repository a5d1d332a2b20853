package dev.assay.reports.weights;

import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tensors of a file a network's layers take, by the names that torchvision gives them: the
 * layer's name and {@code .weight} or {@code .bias}, for a batch normalisation also {@code
 * .running_mean} and {@code .running_var}.
 *
 * <p>Networks that torchvision numbers through ({@code features.0.weight}, {@code
 * classifier.6.bias}) are matched by the order of their layers: features first, by number, then
 * classifiers.
 */
public final class NetworkWeights {
  private static final Map<String, String> PARAMETERS =
      Map.of("weights", "weight", "bias", "bias", "gamma", "weight", "beta", "bias");
  private static final List<String> NUMBERED = List.of("features.", "classifier.");

  /** How many batches a normalisation has seen in training; of no use afterwards. */
  private static final String COUNTER = ".num_batches_tracked";

  /** Where layers were trained in parallel, each name has it. */
  private static final String WRAPPER = "module.";

  private static final int NAMED = 4;

  private NetworkWeights() {}

  /**
   * Every parameter as {@link Network#parameters} lists them, then the running mean and variance of
   * each of {@link Network#normalizations}.
   *
   * @throws WeightsException if the file lacks one, has it in another shape, or holds others beside
   */
  public static List<Tensor> read(Path path, Network network) throws IOException {
    SafetensorsFile file = SafetensorsFile.open(path);
    Map<String, Shape> wanted = wanted(network, layerNames(network, file));
    check(file, wanted);
    List<Tensor> tensors = new ArrayList<>();
    for (String name : wanted.keySet()) {
      tensors.add(file.tensor(name));
    }
    return tensors;
  }

  /**
   * Writes weights so that {@link #read} gives them back.
   *
   * @param weights as it gives them
   */
  public static void write(Path path, Network network, List<Tensor> weights) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    Map<Integer, String> own = new HashMap<>();
    for (int i = 0; i < network.nodes().size(); i++) {
      own.put(i, network.nodes().get(i).name());
    }
    Iterator<Tensor> next = weights.iterator();
    wanted(network, own).keySet().forEach(name -> writer.add(name, next.next()));
    writer.write(path);
  }

  /** What the network takes, in order: the tensors' names in the file. */
  private static Map<String, Shape> wanted(Network network, Map<Integer, String> layers) {
    Map<String, Shape> wanted = new LinkedHashMap<>();
    for (Network.Parameter parameter : network.parameters()) {
      String operand =
          network
              .nodes()
              .get(parameter.node())
              .operation()
              .operands()
              .get(parameter.operand())
              .name();
      String kind = PARAMETERS.getOrDefault(operand, operand);
      wanted.put(layers.get(parameter.node()) + "." + kind, parameter.shape());
    }
    for (int position : network.normalizations()) {
      Shape channels = Shape.of(network.nodes().get(position).shape().dimension(1));
      wanted.put(layers.get(position) + ".running_mean", channels);
      wanted.put(layers.get(position) + ".running_var", channels);
    }
    return wanted;
  }

  /** What each layer that learns is called in the file, by position. */
  private static Map<Integer, String> layerNames(Network network, SafetensorsFile file) {
    List<Integer> learning =
        network.parameters().stream().map(Network.Parameter::node).distinct().toList();
    List<String> numbered = numbered(file);
    String wrapper =
        file.names().stream().allMatch(name -> name.startsWith(WRAPPER)) ? WRAPPER : "";
    Map<Integer, String> names = new HashMap<>();
    for (int i = 0; i < learning.size(); i++) {
      int position = learning.get(i);
      names.put(
          position,
          numbered.size() == learning.size()
              ? numbered.get(i)
              : wrapper + network.nodes().get(position).name());
    }
    return names;
  }

  /** The layers of a file that numbers them, in order; empty if it has layers of other names. */
  private static List<String> numbered(SafetensorsFile file) {
    Set<String> layers = new LinkedHashSet<>();
    for (String name : file.names()) {
      layers.add(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }
    if (!layers.stream().allMatch(layer -> layer.matches("(features|classifier)\\.[0-9]{1,6}"))) {
      return List.of();
    }
    return layers.stream()
        .sorted(
            Comparator.<String>comparingInt(
                    layer -> NUMBERED.indexOf(layer.substring(0, layer.indexOf('.') + 1)))
                .thenComparingInt(
                    layer -> Integer.parseInt(layer.substring(layer.indexOf('.') + 1))))
        .toList();
  }

  private static void check(SafetensorsFile file, Map<String, Shape> wanted)
      throws WeightsException {
    List<String> missing =
        wanted.keySet().stream().filter(name -> !file.names().contains(name)).toList();
    List<String> unknown =
        file.names().stream()
            .filter(name -> !wanted.containsKey(name) && !name.endsWith(COUNTER))
            .toList();
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      String problem =
          Stream.of(
                  missing.isEmpty() ? "" : "lacks " + some(missing),
                  unknown.isEmpty() ? "" : "has " + some(unknown) + ", which the network has not")
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(", and "));
      throw new WeightsException(file.file(), problem + "; it is of another network");
    }
    for (Map.Entry<String, Shape> entry : wanted.entrySet()) {
      Shape found = file.shape(entry.getKey());
      if (!found.equals(entry.getValue())) {
        throw new WeightsException(
            file.file(),
            String.format(
                "has %s in the shape %s, and the network takes %s",
                entry.getKey(), found, entry.getValue()));
      }
    }
  }

  private static String some(List<String> names) {
    int more = names.size() - NAMED;
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}

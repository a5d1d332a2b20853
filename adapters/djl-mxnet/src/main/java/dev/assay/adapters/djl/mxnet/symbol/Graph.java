package dev.assay.adapters.djl.mxnet.symbol;

import ai.djl.mxnet.engine.MxOpParams;
import ai.djl.util.JsonUtils;
import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph of MXNet's operators in the making. Its nodes are known by their positions. */
final class Graph {
  private static final String VARIABLE = "null";

  /** That of MXNet whose operators these are; later ones read older graphs. */
  private static final int VERSION = 10900;

  private final List<Node> nodes = new ArrayList<>();
  private final List<Integer> variables = new ArrayList<>();

  /** As MXNet's text has it; variables are nodes, too. */
  private record Node(
      @SerializedName("op") String operator,
      String name,
      @SerializedName("attrs") Map<String, String> attributes,
      List<List<Integer>> inputs) {}

  private record Text(
      List<Node> nodes,
      @SerializedName("arg_nodes") List<Integer> variables,
      @SerializedName("heads") List<List<Integer>> outputs,
      @SerializedName("attrs") Map<String, List<Object>> attributes) {}

  /** Adds an array that the graph is given. */
  int variable(String name) {
    int position = add(new Node(VARIABLE, name, Map.of(), List.of()));
    variables.add(position);
    return position;
  }

  /**
   * Adds a call of an operator.
   *
   * @param inputs the nodes whose first outputs it takes
   */
  int node(String operator, MxOpParams attributes, List<Integer> inputs) {
    Map<String, String> texts = new LinkedHashMap<>();
    attributes.forEach(attribute -> texts.put(attribute.getKey(), attribute.getValue().toString()));
    String unique = operator + nodes.size();
    return add(new Node(operator, unique, texts, inputs.stream().map(Graph::firstOutput).toList()));
  }

  private int add(Node node) {
    nodes.add(node);
    return nodes.size() - 1;
  }

  /** Node, output, version. */
  private static List<Integer> firstOutput(int node) {
    return List.of(node, 0, 0);
  }

  /**
   * The text that MXNet reads.
   *
   * @param output the node whose first output is the graph's
   */
  String json(int output) {
    return JsonUtils.GSON.toJson(
        new Text(
            nodes,
            variables,
            List.of(firstOutput(output)),
            Map.of("mxnet_version", List.of("int", VERSION))));
  }
}

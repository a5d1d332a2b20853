package dev.assay.adapters.djl.mxnet.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {
  private final Operators operators = new Operators();

  @ParameterizedTest
  @MethodSource("dev.assay.reference.op.Architecture#all")
  void includeEveryLayer(Architecture architecture) {
    assertThat(architecture.network(1, architecture.size()).nodes())
        .extracting(Network.Node::operation)
        .allMatch(operators::include);
  }

  @ParameterizedTest
  @CsvSource({
    "conv2d n=1 c=1 h=4 w=4 k=1 kernel=2x2 pad=1x1, Convolution",
    "conv2d n=1 c=1 h=4 w=4 k=1 kernel=2x2 pad=0:1x0:1, Pad Convolution",
    "max-pool2d n=1 c=1 h=4 w=4 kernel=2x2 pad=0:1x0:1, Pad Pooling",
    "max-pool2d n=1 c=1 h=5 w=5 kernel=2x2 stride=2x2 rounding=up, Pooling",
    "average-pool2d n=1 c=1 h=1 w=4 kernel=1x1 stride=1x2 rounding=up, Pooling slice",
    "average-pool2d n=1 c=1 h=4 w=4 kernel=4x4 global=true, Pooling",
    "softmax shape=2x3 axis=1, softmax",
    "softmax shape=2x3 axis=1 beta=2.0, _mul_scalar softmax",
    "identity-shortcut n=1 c=2 h=4 w=4, slice",
    "identity-shortcut n=1 c=2 h=4 w=4 before=1 after=1, slice expand_dims Pad squeeze",
  })
  void addWhatMxnetDoesNotTakeAsAnArgument(String problem, String expected) {
    assertThat(String.join(" ", nodes(Problem.parse(problem).operation()))).isEqualTo(expected);
  }

  @Test
  void refuseAveragesThatLeaveOutPaddingOnOneSide() {
    Operation pool =
        Problem.parse("average-pool2d n=1 c=1 h=4 w=4 kernel=2x2 pad=0:1x0:1").operation();
    assertThatThrownBy(() -> nodes(pool)).isInstanceOf(UnsupportedProblemException.class);
  }

  /** The operators that an operation becomes. */
  private List<String> nodes(Operation operation) {
    Graph graph = new Graph();
    List<Integer> operands = new ArrayList<>();
    operation.operands().forEach(operand -> operands.add(graph.variable(operand.name())));
    String json = graph.json(operators.add(graph, operation, operands));
    List<String> names = new ArrayList<>();
    for (JsonElement node :
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("nodes")) {
      names.add(node.getAsJsonObject().get("op").getAsString());
    }
    return names.subList(operands.size(), names.size());
  }
}

package dev.assay.adapters.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
  private final Operators operators = new Operators();

  @ParameterizedTest
  @CsvSource({
    "conv3d n=1 c=2 d=4 h=4 w=4 k=2 kernel=2x2x2 groups=2, Conv",
    "max-pool2d n=1 c=1 h=5 w=5 kernel=2x2 pad=0:1x0:1 rounding=up, MaxPool",
    "average-pool2d n=1 c=1 h=4 w=4 kernel=4x4 global=true, GlobalAveragePool",
    "softmax shape=2x3 axis=1, Softmax",
    "softmax shape=2x3 axis=1 beta=2.0, Mul Softmax",
    "identity-shortcut n=1 c=2 h=4 w=4, Slice",
    "identity-shortcut n=1 c=2 h=4 w=4 before=1 after=1, Slice Pad",
    // Sums of one term are copies of what would be written over.
    "batch-norm-statistics shape=2x3, Sum Sum BatchNormalization Concat Reshape",
    "batch-norm-inference shape=2x3, BatchNormalization",
    "random-dropout shape=4 gradient=false, Dropout",
  })
  void addFewNodes(String problem, String expected) {
    assertThat(nodes(Problem.parse(problem).operation()).stream().map(NodeProto::getOpType))
        .containsExactly(expected.split(" "));
  }

  @Test
  void putPaddingBeforeAllAxesFirst() {
    NodeProto conv =
        nodes(
                Problem.parse("conv2d n=1 c=1 h=4 w=4 k=1 kernel=3x2 pad=1:2x0:1 dilation=1x2")
                    .operation())
            .get(0);

    assertThat(integers(conv, "pads")).containsExactly(1L, 0L, 2L, 1L);
    assertThat(integers(conv, "kernel_shape")).containsExactly(3L, 2L);
    assertThat(integers(conv, "dilations")).containsExactly(1L, 2L);
  }

  @Test
  void multiplyAlphaByTheSizeThatOnnxDividesItBy() {
    NodeProto norm =
        nodes(Problem.parse("local-response-norm n=1 c=8 h=1 w=1 size=3 alpha=0.5").operation())
            .get(0);

    assertThat(norm.getAttributeList())
        .filteredOn(attribute -> attribute.getName().equals("alpha"))
        .singleElement()
        .satisfies(alpha -> assertThat(alpha.getF()).isEqualTo(1.5f));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training-step network=lenet5 n=1",
        "sgd size=4 learning-rate=0.1",
        "momentum size=4 learning-rate=0.1",
        "adam size=4 step=1",
        "random-dropout shape=4",
      })
  void trainNothing(String problem) {
    Operation operation = Problem.parse(problem).operation();

    assertThatThrownBy(() -> nodes(operation))
        .isInstanceOf(UnsupportedProblemException.class)
        .hasMessage(Operators.FORWARD_ONLY);
  }

  private List<NodeProto> nodes(Operation operation) {
    Graph graph = new Graph();
    List<String> operands =
        operation.operands().stream()
            .map(operand -> graph.input(operand.name(), operand.shape()))
            .toList();
    String output = operators.add(graph, operation, operands);
    try {
      return ModelProto.parseFrom(graph.model(output, operation.outputShape()))
          .getGraph()
          .getNodeList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Long> integers(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getIntsList();
  }
}

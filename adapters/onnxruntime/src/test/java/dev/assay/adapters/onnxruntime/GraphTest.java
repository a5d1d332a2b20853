package dev.assay.adapters.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {

  @Test
  void isAModelOfItsOpset() throws InvalidProtocolBufferException {
    Graph graph = new Graph();
    String x = graph.input("x", Shape.of(2, 3));
    String weights = graph.initializer("fc weights", Shape.of(4, 3));
    String y = graph.node("Gemm", new Attributes().with("transB", true), List.of(x, weights));

    ModelProto model = ModelProto.parseFrom(graph.model(y, Shape.of(2, 4)));

    assertThat(model.getOpsetImportList())
        .singleElement()
        .satisfies(set -> assertThat(set.getVersion()).isEqualTo(Graph.OPSET));
    GraphProto written = model.getGraph();
    assertThat(written.getInputList()).singleElement().matches(in -> in.getName().equals("x"));
    assertThat(written.getOutputList()).singleElement().matches(out -> out.getName().equals(y));
    assertThat(written.getInitializerList())
        .singleElement()
        .satisfies(
            initializer -> {
              assertThat(initializer.getName()).isEqualTo("fc weights");
              assertThat(initializer.getDimsList()).containsExactly(4L, 3L);
              assertThat(initializer.getDataLocation())
                  .isEqualTo(TensorProto.DataLocation.EXTERNAL);
            });
    NodeProto gemm = written.getNode(0);
    assertThat(gemm.getInputList()).containsExactly("x", "fc weights");
    assertThat(gemm.getOutputList()).containsExactly(y);
  }

  @Test
  void namesEverythingDifferently() {
    Graph graph = new Graph();
    String x = graph.input("x", Shape.of(1));

    assertThat(
            List.of(
                graph.scalar(1),
                graph.scalar(1),
                graph.integers(1),
                graph.vector(1),
                graph.node("Neg", x),
                graph.node("Neg", x)))
        .doesNotHaveDuplicates();
  }
}

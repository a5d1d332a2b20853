package dev.assay.adapters.onnxruntime;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** An ONNX graph of float32 tensors in the making. Its tensors are known by their names. */
final class Graph {
  /**
   * The version of ONNX's operators, that of ONNX 1.17: the first in which ONNX Runtime takes
   * poolings that are rounded up for as large as they are (before, a network with one that leaves
   * out a last window beside the image did not load); group normalisation scales each channel by
   * itself since 21. See <a href="https://github.com/onnx/onnx/issues/5711">onnx 5711</a>.
   */
  static final long OPSET = 22;

  /** The version of the format of models, that of ONNX 1.17, too. */
  private static final long IR_VERSION = 10;

  /** The type of all tensors that go in and come out, as operators are told it. */
  static final long FLOAT = TensorProto.DataType.FLOAT_VALUE;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("assay");

  /** Adds a tensor that is given anew with each run. */
  String input(String name, Shape shape) {
    graph.addInput(info(name, shape));
    return name;
  }

  /** Adds a constant tensor whose elements are given when the model is loaded. */
  String initializer(String name, Shape shape) {
    graph.addInitializer(
        tensor(name, TensorProto.DataType.FLOAT, shape.toLongArray())
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            // A file that is never read, because the elements are given.
            .addExternalData(entry("location", name)));
    return name;
  }

  /** Adds a constant number. */
  String scalar(double value) {
    String name = uniqueName("scalar");
    graph.addInitializer(tensor(name, TensorProto.DataType.FLOAT).addFloatData((float) value));
    return name;
  }

  /** Adds a constant that is true or false. */
  String flag(boolean value) {
    String name = uniqueName("flag");
    graph.addInitializer(tensor(name, TensorProto.DataType.BOOL).addInt32Data(value ? 1 : 0));
    return name;
  }

  /** Adds several constant numbers. */
  String vector(float... values) {
    String name = uniqueName("vector");
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, values.length);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** Adds constant whole numbers: axes, sizes, positions. */
  String integers(long... values) {
    String name = uniqueName("integers");
    graph.addInitializer(
        tensor(name, TensorProto.DataType.INT64, values.length)
            .addAllInt64Data(LongStream.of(values).boxed().toList()));
    return name;
  }

  /** Adds a call of an operator without attributes. */
  String node(String operator, String... inputs) {
    return node(operator, List.of(inputs));
  }

  /** Likewise. */
  String node(String operator, List<String> inputs) {
    return node(operator, new Attributes(), inputs);
  }

  /** Adds a call of an operator; says what its first output is called. */
  String node(String operator, Attributes attributes, List<String> inputs) {
    return node(operator, attributes, inputs, 1).get(0);
  }

  /** Adds a call of an operator with several outputs; says what they are called. */
  List<String> node(String operator, Attributes attributes, List<String> inputs, int outputs) {
    String name = uniqueName(operator);
    List<String> names = IntStream.range(0, outputs).mapToObj(i -> name + "." + i).toList();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addAllOutput(names)
            .addAllAttribute(attributes.messages()));
    return names;
  }

  /** The model that computes one of its tensors. */
  byte[] model(String output, Shape shape) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph.clone().addOutput(info(output, shape)))
        .build()
        .toByteArray();
  }

  private String uniqueName(String kind) {
    return kind + (graph.getNodeCount() + graph.getInitializerCount());
  }

  private static TensorProto.Builder tensor(
      String name, TensorProto.DataType type, long... dimensions) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(type.getNumber())
        .addAllDims(LongStream.of(dimensions).boxed().toList());
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static ValueInfoProto info(String name, Shape shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (long size : shape.toLongArray()) {
      dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT_VALUE)
            .setShape(dimensions)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}

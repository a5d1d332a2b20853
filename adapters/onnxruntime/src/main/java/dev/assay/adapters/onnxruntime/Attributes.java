package dev.assay.adapters.onnxruntime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.ArrayList;
import java.util.List;

/** Attributes of a node, by name. */
final class Attributes {
  private final List<AttributeProto> attributes = new ArrayList<>();

  /** Adds a whole number. */
  Attributes with(String name, long value) {
    return add(attribute(name, AttributeType.INT).setI(value));
  }

  /** Adds a truth value, which ONNX writes as a number. */
  Attributes with(String name, boolean value) {
    return with(name, value ? 1L : 0L);
  }

  /** Adds a float32. */
  Attributes with(String name, double value) {
    return add(attribute(name, AttributeType.FLOAT).setF((float) value));
  }

  /** Adds whole numbers. */
  Attributes with(String name, List<Long> values) {
    return add(attribute(name, AttributeType.INTS).addAllInts(values));
  }

  private static AttributeProto.Builder attribute(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  private Attributes add(AttributeProto.Builder attribute) {
    attributes.add(attribute.build());
    return this;
  }

  List<AttributeProto> messages() {
    return attributes;
  }
}

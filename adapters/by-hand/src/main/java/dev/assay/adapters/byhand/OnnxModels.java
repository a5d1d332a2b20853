package dev.assay.adapters.byhand;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Models as PyTorch exports them, with their weights inside, run by ONNX Runtime. */
public final class OnnxModels extends ByHand {
  private static final String IMAGES = "images";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final int threads;

  public OnnxModels(Device device, int threads) {
    super(device);
    this.threads = threads;
  }

  /** It does not tell its threads. */
  @Override
  public Description description() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("native version", environment.getVersion());
    return new Description(Device.CPU.toString(), 0, facts);
  }

  @Override
  Execution training(TrainingStep step, List<Tensor> inputs) {
    throw new UnsupportedProblemException("ONNX Runtime's Java package computes forward only");
  }

  @Override
  Execution convolution(Conv2d conv, List<Tensor> inputs) {
    Model model = new Model(inputs, PARAMETERS);
    String y =
        conv.bias()
            ? model.conv(IMAGES, 3, 1, model.next(), model.next())
            : model.conv(IMAGES, 3, 1, model.next());
    return execution(model.bytes(y, conv.outputShape()), inputs.get(0));
  }

  @Override
  Execution inference(Inference inference, List<Tensor> inputs) {
    Model model = new Model(inputs, PARAMETERS);
    return execution(model.bytes(model.logits(), inference.outputShape()), inputs.get(0));
  }

  private Execution execution(byte[] model, Tensor images) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      ByteBuffer memory =
          ByteBuffer.allocateDirect(images.shape().size() * Float.BYTES)
              .order(ByteOrder.nativeOrder());
      FloatBuffer pixels = memory.asFloatBuffer().put(0, images.toFloats());
      return new Run(
          environment.createSession(model, options),
          OnnxTensor.createTensor(environment, pixels, images.shape().toLongArray()));
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A model in the making. */
  private static final class Model {
    private static final long IR_VERSION = 10;
    private static final long OPSET = 21;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("by hand");
    private final Iterator<Tensor> parameters;
    private final Iterator<Tensor> statistics;

    /**
     * Starts one.
     *
     * @param inputs images, parameters, and running statistics if there are any
     */
    Model(List<Tensor> inputs, int parameters) {
      int ofStatistics = Math.min(1 + parameters, inputs.size());
      this.parameters = inputs.subList(1, ofStatistics).iterator();
      this.statistics = inputs.subList(ofStatistics, inputs.size()).iterator();
      graph.addInput(info(IMAGES, inputs.get(0).shape()));
    }

    byte[] bytes(String output, Shape shape) {
      return ModelProto.newBuilder()
          .setIrVersion(IR_VERSION)
          .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
          .setGraph(graph.addOutput(info(output, shape)))
          .build()
          .toByteArray();
    }

    String logits() {
      String x = node("Relu", List.of(), layer(IMAGES, 7, 2));
      x = node("MaxPool", windows(3, 2), x);
      for (int block = 0; block < BLOCKS; block++) {
        String y = node("Relu", List.of(), layer(x, 3, halves(block) ? 2 : 1));
        y = layer(y, 3, 1);
        String sum = node("Add", List.of(), y, halves(block) ? layer(x, 1, 2) : x);
        x = node("Relu", List.of(), sum);
      }
      String features = node("Flatten", List.of(), node("GlobalAveragePool", List.of(), x));
      AttributeProto transposed =
          attribute("transB", AttributeProto.AttributeType.INT).setI(1).build();
      return node("Gemm", List.of(transposed), features, next(), next());
    }

    /** A convolution and its normalisation. */
    private String layer(String x, int kernel, int stride) {
      AttributeProto epsilon =
          attribute("epsilon", AttributeProto.AttributeType.FLOAT).setF(EPSILON).build();
      return node(
          "BatchNormalization",
          List.of(epsilon),
          conv(x, kernel, stride, next()),
          next(),
          next(),
          constant(statistics.next()),
          constant(statistics.next()));
    }

    /** Of weights and, if there is one, bias. */
    String conv(String x, int kernel, int stride, String... learned) {
      String[] operands = new String[1 + learned.length];
      operands[0] = x;
      System.arraycopy(learned, 0, operands, 1, learned.length);
      return node("Conv", windows(kernel, stride), operands);
    }

    /** With as much padding as leaves the size to the stride. */
    private static List<AttributeProto> windows(long kernel, long stride) {
      long pad = kernel / 2;
      return List.of(
          integers("kernel_shape", kernel, kernel),
          integers("strides", stride, stride),
          integers("pads", pad, pad, pad, pad));
    }

    /** The next parameter. */
    String next() {
      return constant(parameters.next());
    }

    private String constant(Tensor tensor) {
      String name = "constant" + graph.getInitializerCount();
      ByteBuffer bytes =
          ByteBuffer.allocate(tensor.shape().size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.toFloats());
      graph.addInitializer(
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(TensorProto.DataType.FLOAT.getNumber())
              .addAllDims(LongStream.of(tensor.shape().toLongArray()).boxed().toList())
              .setRawData(ByteString.copyFrom(bytes)));
      return name;
    }

    private String node(String operator, List<AttributeProto> attributes, String... inputs) {
      String output = "output" + graph.getNodeCount();
      graph.addNode(
          NodeProto.newBuilder()
              .setOpType(operator)
              .addAllInput(List.of(inputs))
              .addOutput(output)
              .addAllAttribute(attributes));
      return output;
    }

    private static AttributeProto integers(String name, long... values) {
      return attribute(name, AttributeProto.AttributeType.INTS)
          .addAllInts(LongStream.of(values).boxed().toList())
          .build();
    }

    private static AttributeProto.Builder attribute(
        String name, AttributeProto.AttributeType type) {
      return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static ValueInfoProto info(String name, Shape shape) {
      TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
      for (long size : shape.toLongArray()) {
        sizes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
      }
      TypeProto.Tensor type =
          TypeProto.Tensor.newBuilder()
              .setElemType(TensorProto.DataType.FLOAT.getNumber())
              .setShape(sizes)
              .build();
      return ValueInfoProto.newBuilder()
          .setName(name)
          .setType(TypeProto.newBuilder().setTensorType(type))
          .build();
    }
  }

  private static final class Run implements Execution {
    private final OrtSession session;
    private final OnnxTensor images;
    private OrtSession.@Nullable Result result;

    Run(OrtSession session, OnnxTensor images) {
      this.session = session;
      this.images = images;
    }

    @Override
    public void run() {
      free();
      try {
        result = session.run(Map.of(IMAGES, images));
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }

    private void free() {
      if (result != null) {
        result.close();
        result = null;
      }
    }

    @Override
    public List<float[]> outputs() {
      if (result == null) {
        return List.of();
      }
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] elements = new float[values.remaining()];
      values.get(elements);
      return List.of(elements);
    }

    @Override
    public void close() {
      free();
      images.close();
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

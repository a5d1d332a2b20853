package dev.assay.adapters.onnxruntime;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEnvironment.ThreadingOptions;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.Description;
import dev.assay.spi.NativeThreads;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** ONNX Runtime itself: what is set of it once, and what it says of itself. */
final class Engine {
  private final OrtEnvironment environment;

  /**
   * Those that appeared with it, since it does not tell how many it has, and the one that calls it,
   * which computes as well; 0 where the system does not tell.
   */
  private final int threads;

  /**
   * Starts ONNX Runtime.
   *
   * @param threads shared by all sessions, of which there are thousands. They spin while they wait,
   *     as by default: otherwise a ReLU took 1.3 times as long, ResNet18 1.03 times
   */
  Engine(int threads) throws OrtException {
    try (ThreadingOptions threading = new ThreadingOptions()) {
      threading.setGlobalIntraOpNumThreads(threads);
      threading.setGlobalInterOpNumThreads(1);
      int before = NativeThreads.count();
      environment =
          OrtEnvironment.getEnvironment(
              OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "assay", threading);
      this.threads = before == 0 ? 0 : 1 + NativeThreads.count() - before;
    }
    environment.setTelemetry(false); // on Windows, where the environment variable is not looked at
    checkVersion();
  }

  /** It must be able to read the models that it gets. */
  private void checkVersion() {
    Graph graph = new Graph();
    Shape shape = Shape.of(1);
    byte[] model = graph.model(graph.node("Relu", graph.input("x", shape)), shape);
    try (OrtSession readable = session(model, Map.of())) {
      readable.getNumInputs();
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime "
              + environment.getVersion()
              + " cannot read models of ONNX opset "
              + Graph.OPSET
              + "; take 1.21.0 or newer");
    }
  }

  /**
   * Loads a model, and optimises it as far as can be.
   *
   * @param initializers its constants that it does not hold itself; their memory must stay as long
   *     as the session
   */
  OrtSession session(byte[] model, Map<String, OnnxTensorLike> initializers) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.disablePerSessionThreads();
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.addExternalInitializers(initializers);
      return environment.createSession(model, options);
    }
  }

  /** Tensors for sessions, of which there are none yet. */
  Tensors tensors() {
    return new Tensors(environment);
  }

  Description description() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("native version", environment.getVersion());
    facts.put("operators", "ONNX opset " + Graph.OPSET);
    facts.put("execution providers", OrtEnvironment.getAvailableProviders().toString());
    return new Description("cpu", threads, facts);
  }
}

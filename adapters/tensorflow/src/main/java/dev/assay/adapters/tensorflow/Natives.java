package dev.assay.adapters.tensorflow;

import dev.assay.spi.NativeThreads;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * What TensorFlow's library really runs, told by looking at it: it has no way to ask.
 *
 * @param threads of an operation; 0 if that cannot be told
 * @param oneDnn whether a convolution is computed by oneDNN
 */
record Natives(int threads, boolean oneDnn) {
  private static final String ONE_DNN = "_Mkl";

  /**
   * Starts the library's threads, which then are there for all sessions, by opening the first one.
   *
   * @param config asks for as many threads between operations as within one
   */
  static Natives start(ConfigProto config) {
    TensorFlow.version(); // loads the library
    try (Graph graph = new Graph()) {
      int before = NativeThreads.count();
      try (Session session = new Session(graph, config)) {
        return new Natives((NativeThreads.count() - before) / 2, isOneDnn(graph, session));
      }
    }
  }

  /** By what a convolution has become in the graph that is executed. */
  private static boolean isOneDnn(Graph graph, Session session) {
    Ops tf = Ops.create(graph);
    Shape shape = Shape.of(1, 1, 1, 1);
    Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    Conv2d<TFloat32> y = tf.nn.conv2d(x, x, List.of(1L, 1L, 1L, 1L), Windows.VALID);
    RunOptions options = RunOptions.newBuilder().setOutputPartitionGraphs(true).build();
    try (TFloat32 one = TFloat32.tensorOf(shape);
        Result result =
            session.runner().setOptions(options).feed(x, one).fetch(y).runAndFetchMetadata()) {
      return result.getMetadata().map(RunMetadata::getPartitionGraphsList).stream()
          .flatMap(List::stream)
          .flatMap(partition -> partition.getNodeList().stream())
          .anyMatch(node -> node.getOp().startsWith(ONE_DNN));
    }
  }
}

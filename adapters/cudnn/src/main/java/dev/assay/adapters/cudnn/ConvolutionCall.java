package dev.assay.adapters.cudnn;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.bytedeco.cuda.cudnn.cudnnConvolutionStruct;
import org.bytedeco.cuda.cudnn.cudnnFilterStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** One of cuDNN's three calls for a convolution, on given arrays; each has its own algorithms. */
abstract class ConvolutionCall {
  private final Plan plan;
  private final Gpu gpu;
  private final String name;
  private final ConvolutionShape shape;
  private final cudnnTensorStruct x;
  private final cudnnFilterStruct weights;
  private final cudnnTensorStruct y;
  private final cudnnConvolutionStruct convolution;

  /**
   * A call.
   *
   * @param name cuDNN's
   */
  ConvolutionCall(Plan plan, String name, ConvolutionShape shape) {
    this.plan = plan;
    this.gpu = plan.gpu();
    this.name = name;
    this.shape = shape;
    Descriptors descriptors = plan.descriptors();
    x = descriptors.tensor(ConvolutionShape.array(shape.x()));
    weights = descriptors.filter(ConvolutionShape.array(shape.weights()));
    y = descriptors.tensor(ConvolutionShape.array(shape.y()));
    convolution =
        descriptors.convolution(
            ConvolutionShape.array(shape.pads()),
            ConvolutionShape.array(shape.strides()),
            ConvolutionShape.array(shape.dilations()),
            shape.groups());
    setMathType(gpu.settings().math().convolutions());
  }

  private void setMathType(int type) {
    Check.cudnn(
        "cudnnSetConvolutionMathType", cudnn.cudnnSetConvolutionMathType(convolution, type));
  }

  /** Chooses an algorithm and appends the call. What the result's array holds is overwritten. */
  final void append() {
    Algorithms.Choice choice = gpu.algorithms().choose(this);
    setMathType(choice.mathType());
    if (!choice.repeatable()) {
      plan.disclaimRepeatability();
    }
    plan.cudnn(name, () -> run(choice.algorithm(), memory(), choice.workspaceBytes()));
  }

  /** What tells whether two calls have the same algorithms. */
  final Object kind() {
    return Map.entry(name, shape);
  }

  /** The names of the algorithms, by code. */
  abstract List<String> algorithms();

  /**
   * Those that add up in the order in which sums happen to be ready, by cuDNN's documentation: no
   * two runs need give the same bits.
   */
  abstract Set<String> unrepeatable();

  /** Asks how much memory an algorithm needs; returns cuDNN's code. */
  abstract int workspace(int algorithm, SizeTPointer bytes);

  /** Tries all algorithms that the workspace is large enough for. */
  abstract List<Candidate> measure(Pointer workspace, long bytes);

  /** What cuDNN guesses to be the fastest, in that order. */
  abstract List<Candidate> guess();

  /** Starts the call; returns cuDNN's code. */
  abstract int run(int algorithm, Pointer workspace, long bytes);

  /**
   * Makes a search.
   *
   * @param search is given room for how many were found, and returns cuDNN's code
   * @param at the findings, by number
   */
  static List<Candidate> candidates(
      String name, ToIntFunction<int[]> search, LongFunction<Candidate> at) {
    int[] count = new int[1];
    Check.cudnn(name, search.applyAsInt(count));
    return LongStream.range(0, count[0]).mapToObj(at).toList();
  }

  /** For how many findings a search is to have room: algorithms may come in two arithmetics. */
  final int room() {
    return 2 * algorithms().size();
  }

  /** How much memory an algorithm needs; empty if it cannot compute this. */
  final OptionalLong workspaceOf(int algorithm) {
    try (SizeTPointer bytes = new SizeTPointer(1)) {
      int status = workspace(algorithm, bytes);
      if (Check.isBroken(status)) {
        Check.cudnn(name, status);
      }
      return status == cudnn.CUDNN_STATUS_SUCCESS
          ? OptionalLong.of(bytes.get())
          : OptionalLong.empty();
    }
  }

  final String name() {
    return name;
  }

  final Gpu gpu() {
    return gpu;
  }

  final Pointer memory() {
    return gpu.workspace().memory();
  }

  final cudnnTensorStruct x() {
    return x;
  }

  final cudnnFilterStruct weights() {
    return weights;
  }

  final cudnnTensorStruct y() {
    return y;
  }

  final cudnnConvolutionStruct convolution() {
    return convolution;
  }
}

package dev.assay.adapters.cudnn;

import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.cuda.cudnn.cudnnReduceTensorStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.SizeTPointer;

/** Problems of single operations. */
final class Problems {
  private Problems() {}

  /** One of an operation that can be a layer. */
  static Execution layer(Gpu gpu, Operation operation, Problem problem, List<Tensor> inputs) {
    Inputs.check(operation, inputs);
    return Plan.build(
        gpu,
        plan -> {
          Layer layer = Layers.of(plan, OneDimensional.onImages(operation));
          List<DeviceArray> operands = new ArrayList<>();
          for (int i = 0; i < operation.operands().size(); i++) {
            operands.add(plan.load(inputs.get(i)));
          }
          Pass pass = new Pass(operands, plan.allocate(operation.outputShape().size()));
          if (problem.direction() == Direction.FORWARD) {
            layer.forward(pass);
            plan.yields(pass.result());
          } else {
            DeviceArray ofResult = plan.load(inputs.get(inputs.size() - 1));
            backward(plan, layer, pass, ofResult, problem);
          }
        });
  }

  private static void backward(
      Plan plan, Layer layer, Pass pass, DeviceArray ofResult, Problem problem) {
    layer.remember(pass);
    plan.settle();
    Map<Integer, DeviceArray> places = new TreeMap<>();
    for (Problem.Result result : problem.results()) {
      places.put(result.operand(), plan.allocate(result.shape().size()));
    }
    layer.backward(pass, ofResult, new Gradients(places));
    places.values().forEach(plan::yields);
  }

  /** Running statistics, as the forward pass of a batch normalisation moves them. */
  static Execution batchNormStatistics(
      Gpu gpu, BatchNormStatistics statistics, Problem problem, List<Tensor> inputs) {
    Inputs.check(statistics, inputs);
    Shape shape = statistics.shape();
    int channels = shape.dimension(1);
    double correction = RunningStatistics.correction(shape.size() / channels);
    return Plan.build(
        gpu,
        plan -> {
          RunningStatistics running =
              new RunningStatistics(
                  plan,
                  statistics.momentum(),
                  statistics.unbiased() ? 1 : correction,
                  inputs.get(1).toFloats(),
                  inputs.get(2).toFloats());
          plan.copy(running.mean().start(), running.mean().now());
          plan.copy(running.variance().start(), running.variance().now());
          double anyEpsilon = 1;
          new BatchStatistics(plan, Dimensions.of(shape), anyEpsilon)
              .normalize(
                  plan.load(inputs.get(0)),
                  plan.filled(channels, 1),
                  plan.filled(channels, 0),
                  plan.allocate(shape.size()),
                  running);
          plan.yields(() -> concat(running.readMean(gpu), running.readVariance(gpu)));
        });
  }

  private static float[] concat(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Where the largest along an axis is, as cuDNN tells with the largest itself. */
  static Execution argMax(Gpu gpu, ArgMax argMax, Problem problem, List<Tensor> inputs) {
    Inputs.check(argMax, inputs);
    int[] sizes = Dimensions.around(argMax.shape(), argMax.axis());
    int[] reduced = {sizes[0], 1, sizes[2], 1};
    int count = Dimensions.count(reduced);
    return Plan.build(
        gpu,
        plan -> {
          DeviceArray x = plan.load(inputs.get(0));
          if (sizes[1] == 1) {
            // cuDNN refuses to reduce nothing.
            plan.yields(plan.filled(count, 0));
            return;
          }
          cudnnReduceTensorStruct maximum = plan.descriptors().maximum();
          cudnnTensorStruct from = plan.descriptors().tensor(sizes);
          cudnnTensorStruct to = plan.descriptors().tensor(reduced);
          gpu.workspace().reserve(reductionWorkspace(gpu, maximum, from, to));
          DeviceArray largest = plan.allocate(count);
          // Numbers of 32 bits, too; cuDNN may ask for more room than they take.
          DeviceArray positions =
              plan.allocate(Math.max(count, reductionIndices(gpu, maximum, from, to)));
          plan.cudnn(
              "cudnnReduceTensor",
              () ->
                  cudnn.cudnnReduceTensor(
                      gpu.dnn(),
                      maximum,
                      positions.pointer(),
                      positions.bytes(),
                      gpu.workspace().memory(),
                      gpu.workspace().bytes(),
                      gpu.one(),
                      from,
                      x.pointer(),
                      gpu.zero(),
                      to,
                      largest.pointer()));
          plan.yields(() -> integers(gpu.download(positions.part(0, count))));
        });
  }

  private static long reductionWorkspace(
      Gpu gpu, cudnnReduceTensorStruct reduction, cudnnTensorStruct from, cudnnTensorStruct to) {
    try (SizeTPointer bytes = new SizeTPointer(1)) {
      Check.cudnn(
          "cudnnGetReductionWorkspaceSize",
          cudnn.cudnnGetReductionWorkspaceSize(gpu.dnn(), reduction, from, to, bytes));
      return bytes.get();
    }
  }

  /** How many numbers cuDNN wants room for. */
  private static int reductionIndices(
      Gpu gpu, cudnnReduceTensorStruct reduction, cudnnTensorStruct from, cudnnTensorStruct to) {
    try (SizeTPointer bytes = new SizeTPointer(1)) {
      Check.cudnn(
          "cudnnGetReductionIndicesSize",
          cudnn.cudnnGetReductionIndicesSize(gpu.dnn(), reduction, from, to, bytes));
      return Math.toIntExact((bytes.get() + Float.BYTES - 1) / Float.BYTES);
    }
  }

  /** Whole numbers that were read as if they were floats. */
  private static float[] integers(float[] bits) {
    float[] numbers = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      numbers[i] = Float.floatToRawIntBits(bits[i]);
    }
    return numbers;
  }
}

package dev.assay.adapters.djl.mxnet;

import ai.djl.engine.EngineException;
import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.engine.MxOpParams;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.assay.adapters.djl.Dialect;
import dev.assay.adapters.djl.Formula;
import dev.assay.adapters.djl.Normalizer;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.Supplier;

/** MXNet behind DJL's interface. */
public final class MxnetDialect implements Dialect {
  /** The library that DJL has loaded already. */
  private final NativeMxnet mxnet = Native.load(LibUtils.getLibName(), NativeMxnet.class);

  /** Calls only enqueue work; what failed on the way is thrown here. */
  @Override
  public void synchronize() {
    JnaUtils.waitAll();
  }

  @Override
  public Supplier<NDList> differentiation(NDArray output, NDList operands, NDArray outputGradient) {
    Pointer[] outputs = {handle(output)};
    Pointer[] outputGradients = {handle(outputGradient)};
    return () -> {
      if (mxnet.MXAutogradBackward(1, outputs, outputGradients, 1) != 0) {
        throw new EngineException(mxnet.MXGetLastError());
      }
      return new NDList(operands.stream().map(NDArray::getGradient).toList());
    };
  }

  private static Pointer handle(NDArray array) {
    return ((MxNDArray) array).getHandle();
  }

  /** MXNet trains while it records. */
  @Override
  public boolean differentiatesUse() {
    return false;
  }

  @Override
  public boolean poolingTakes(Extent kernel, Padding padding) {
    return padding.isSymmetric();
  }

  @Override
  public boolean poolingTakes(Extent3d kernel, Padding3d padding, Extent3d volume) {
    return padding.isSymmetric();
  }

  @Override
  public NDArray pad(NDArray images, Padding padding, double value) {
    return pad(images, Attributes.pad(padding, value));
  }

  @Override
  public NDArray pad(NDArray volumes, Padding3d padding, double value) {
    return pad(volumes, Attributes.pad(padding, value));
  }

  private static NDArray pad(NDArray x, MxOpParams attributes) {
    return x.getManager().invoke("Pad", new NDList(x), attributes).singletonOrThrow();
  }

  @Override
  public Formula convTranspose2d(ConvTranspose2d conv, Padding padding) {
    MxOpParams parameters = new MxOpParams();
    parameters.addParam("kernel", shape(conv.kernel()));
    parameters.addParam("stride", shape(conv.stride()));
    parameters.addParam("dilate", shape(conv.dilation()));
    parameters.addParam("pad", new Shape(padding.top(), padding.left()));
    parameters.addParam("adj", shape(conv.outputPad()));
    parameters.addParam("num_filter", conv.k());
    parameters.addParam("num_group", conv.groups());
    parameters.add("no_bias", !conv.bias());
    int operandCount = conv.operands().size();
    return operands ->
        operands
            .head()
            .getManager()
            .invoke("Deconvolution", operands.subNDList(0, operandCount), parameters)
            .singletonOrThrow();
  }

  private static Shape shape(Extent extent) {
    return new Shape(extent.h(), extent.w());
  }

  /** {@code prelu} takes a slope per channel, so every element becomes one. */
  @Override
  public NDArray leakyRelu(NDArray x, NDArray slopes) {
    return x.getNDArrayInternal()
        .prelu(x.reshape(1, x.size()), slopes.reshape(x.size()))
        .singletonOrThrow()
        .reshape(x.getShape());
  }

  @Override
  public boolean hasNesterov() {
    return true;
  }

  @Override
  public boolean descends() {
    return true;
  }

  @Override
  public Normalizer normalizer() {
    return new MxnetNormalizer();
  }

  /** Read from the OpenMP runtime beside the library. */
  @Override
  public int threads() {
    Path runtime = Path.of(LibUtils.getLibName()).resolveSibling("libgomp.so.1");
    return Files.exists(runtime)
        ? Native.load(runtime.toString(), OpenMp.class).omp_get_max_threads()
        : 0;
  }

  @Override
  public String buildOptions() {
    return String.join(" ", new TreeSet<>(JnaUtils.getFeatures()));
  }
}

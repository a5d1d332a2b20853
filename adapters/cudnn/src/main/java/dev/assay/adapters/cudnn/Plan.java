package dev.assay.adapters.cudnn;

import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.Releases;
import dev.assay.spi.Repeatability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * One prepared problem: arrays on the card, the calls to make in order, and which arrays hold the
 * results.
 *
 * <p>{@link #run} is the calls, each of which only starts something, and one wait for the last.
 */
final class Plan implements Execution {
  private final Gpu gpu;
  private final List<Runnable> calls = new ArrayList<>();
  private final List<Supplier<float[]>> results = new ArrayList<>();
  private final List<Runnable> resets = new ArrayList<>();
  private int repetitions = 1;
  private long bytes;
  private @Nullable Stopwatch stopwatch;

  /**
   * NVIDIA's documentation promises the same bits on the same card, of cuBLAS on one stream, and of
   * cuDNN but for what it lists ("Odds and Ends": "Reproducibility"); of that, only some algorithms
   * of convolutions are used here.
   */
  private Repeatability repeatability = Repeatability.PROMISED;

  private final Releases open = new Releases();
  private final Descriptors descriptors = new Descriptors(open);

  private Plan(Gpu gpu) {
    this.gpu = gpu;
  }

  /** Makes a plan; if that fails, nothing of it is left. */
  static Plan build(Gpu gpu, Consumer<Plan> builder) {
    Plan plan = new Plan(gpu);
    try {
      gpu.select();
      builder.accept(plan);
      gpu.synchronize();
      gpu.workspace().trim();
      return plan;
    } catch (RuntimeException | Error e) {
      Releases.after(e, plan::close);
      throw e;
    }
  }

  Gpu gpu() {
    return gpu;
  }

  /** Makes descriptors that last as long as the plan. */
  Descriptors descriptors() {
    return descriptors;
  }

  /** Has something released together with the plan. */
  void own(Runnable release) {
    open.add(release);
  }

  /** Allocates an array, not initialised. */
  DeviceArray allocate(int size) {
    DeviceArray array = DeviceArray.allocate(size);
    own(array::free);
    bytes += array.bytes();
    return array;
  }

  /** Copies numbers to the card. */
  DeviceArray load(float... values) {
    DeviceArray array = allocate(values.length);
    gpu.upload(values, array);
    return array;
  }

  DeviceArray load(Tensor tensor) {
    return load(tensor.toFloats());
  }

  /** An array of one number throughout. */
  DeviceArray filled(int size, double value) {
    float[] values = new float[size];
    Arrays.fill(values, (float) value);
    return load(values);
  }

  /** A number that calls take from the processor's memory: a factor. */
  FloatPointer factor(double value) {
    FloatPointer factor = new FloatPointer(new float[] {(float) value});
    own(factor::deallocate);
    return factor;
  }

  /** Has something done on the processor each time, before the calls that are appended later. */
  void before(Runnable action) {
    calls.add(action);
  }

  /** Appends a call of cuDNN's. */
  void cudnn(String name, IntSupplier call) {
    calls.add(() -> Check.cudnn(name, call.getAsInt()));
  }

  /** Appends a call of cuBLAS's. */
  void cublas(String name, IntSupplier call) {
    calls.add(() -> Check.cublas(name, call.getAsInt()));
  }

  /** Appends a call of the CUDA runtime's. */
  void cuda(String name, IntSupplier call) {
    calls.add(() -> Check.cuda(name, call.getAsInt()));
  }

  /** Appends a copy on the card. */
  void copy(DeviceArray from, DeviceArray to) {
    cuda("cudaMemcpyAsync", () -> gpu.copy(from, to));
  }

  /** Appends a copy between arrays of the same sizes that lie in other ways. */
  void copy(
      cudnnTensorStruct from, FloatPointer source, cudnnTensorStruct to, FloatPointer target) {
    cudnn(
        "cudnnTransformTensor",
        () ->
            cudnn.cudnnTransformTensor(gpu.dnn(), gpu.one(), from, source, gpu.zero(), to, target));
  }

  /** Appends filling an array with zeros. */
  void zero(DeviceArray array) {
    cuda("cudaMemsetAsync", () -> gpu.zero(array));
  }

  /** Puts what an array held before back into it, whenever the next run is to start from there. */
  void restore(Changing array) {
    whenReset(() -> Check.cuda("cudaMemcpyAsync", gpu.copy(array.start(), array.now())));
  }

  /** Makes the calls appended so far, once: they are no part of what is run later. */
  void settle() {
    calls.forEach(Runnable::run);
    gpu.synchronize();
    calls.clear();
  }

  /** Names the next result. */
  Plan yields(DeviceArray result) {
    return yields(() -> gpu.download(result));
  }

  /** Names the next result, which is not read as it lies. */
  Plan yields(Supplier<float[]> result) {
    results.add(result);
    return this;
  }

  /** Has every run make all calls so many times. */
  void repeat(int times) {
    repetitions = times;
  }

  /** Has something done whenever the next run is to start from the beginning. */
  void whenReset(Runnable action) {
    resets.add(action);
  }

  /** Says that one of the calls need not give the same bits every time. */
  void disclaimRepeatability() {
    repeatability = Repeatability.DISCLAIMED;
  }

  @Override
  public Repeatability repeatability() {
    return repeatability;
  }

  @Override
  public void run() {
    gpu.select();
    start();
    gpu.synchronize();
  }

  private void start() {
    for (int i = 0; i < repetitions; i++) {
      calls.forEach(Runnable::run);
    }
  }

  @Override
  public OptionalDouble deviceSeconds() {
    gpu.select();
    if (stopwatch == null) {
      stopwatch = new Stopwatch(gpu.stream());
      own(stopwatch::close);
    }
    return OptionalDouble.of(stopwatch.time(this::start));
  }

  /** The workspace is that of all problems so far; a process that trains has no others. */
  @Override
  public OptionalLong deviceBytes() {
    return OptionalLong.of(bytes + gpu.workspace().bytes());
  }

  @Override
  public void reset() {
    gpu.select();
    resets.forEach(Runnable::run);
    gpu.synchronize();
  }

  @Override
  public List<float[]> outputs() {
    return results.stream().map(Supplier::get).toList();
  }

  @Override
  public void close() {
    calls.clear();
    results.clear();
    resets.clear();
    open.close();
  }
}

package dev.assay.adapters.dl4j;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.Releases;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One prepared problem: arrays outside the heap, the native operations to run on them in order, and
 * which arrays hold the results.
 *
 * <p>{@link #run} is the calls and nothing else.
 *
 * <p>Numbers are written and read in the processor's memory. On a card an array lies in both, and
 * ND4J is told which is to follow the other; on the processor it has nothing to do then.
 */
public final class Plan implements Execution {
  private final List<INDArray> arrays = new ArrayList<>();
  private final List<Runnable> calls = new ArrayList<>();
  private final List<INDArray> results = new ArrayList<>();

  /** Those that nothing but calls writes to, until they are released. */
  private final Set<INDArray> live = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Map<Long, Deque<INDArray>> free = new HashMap<>();

  private Plan() {}

  /** Makes what runs a plan, or is one; if that fails, nothing of the plan is left. */
  public static <E extends Execution> E build(Function<Plan, E> builder) {
    Plan plan = new Plan();
    try {
      return builder.apply(plan);
    } catch (RuntimeException | Error e) {
      Releases.after(e, plan::close);
      throw e;
    }
  }

  /** Allocates a row-major array, not initialised. */
  public INDArray allocate(long... shape) {
    return allocate(DataType.FLOAT, shape);
  }

  /** The same for numbers of another type. */
  INDArray allocate(DataType type, long... shape) {
    return own(Nd4j.createUninitialized(type, shape, 'c'));
  }

  INDArray allocate(Shape shape) {
    return allocate(shape.toLongArray());
  }

  /**
   * Allocates what a call is to fill each time, in the memory of what was released if that fits.
   */
  INDArray allocateResult(long... shape) {
    Deque<INDArray> fitting = free.get(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    INDArray array =
        fitting == null || fitting.isEmpty() ? allocate(shape) : fitting.pop().reshape('c', shape);
    live.add(array);
    return array;
  }

  /** Says that no call appended later takes a result. All run in their order. */
  void release(INDArray result) {
    if (live.remove(result)) {
      free.computeIfAbsent(result.length(), length -> new ArrayDeque<>()).push(result);
    }
  }

  /** Copies a tensor out of the heap. */
  public INDArray load(Tensor tensor) {
    INDArray array = allocate(tensor.shape());
    fill(array, tensor);
    return array;
  }

  /** Copies a tensor out of the heap, with its axes in another order. */
  public INDArray load(Tensor tensor, int... axes) {
    try (INDArray array =
        Nd4j.createUninitialized(DataType.FLOAT, tensor.shape().toLongArray(), 'c')) {
      fill(array, tensor);
      return own(array.permute(axes).dup('c'));
    }
  }

  /** Copies whole numbers out of the heap, as such. */
  INDArray loadIntegers(Tensor tensor) {
    try (INDArray array =
        Nd4j.createUninitialized(DataType.FLOAT, tensor.shape().toLongArray(), 'c')) {
      fill(array, tensor);
      return own(array.castTo(DataType.INT64));
    }
  }

  // Not Nd4j.create(float[]): the memory which that allocates, closing the array does not release.
  private static void fill(INDArray array, Tensor tensor) {
    put(tensor, array, 0);
    publish(array);
  }

  /**
   * Copies a tensor out of the heap into a part of an array, to be {@linkplain #publish published}
   * when all parts are there.
   *
   * @param from the part's first element
   */
  static void put(Tensor tensor, INDArray array, long from) {
    ((FloatPointer) array.data().pointer()).getPointer(from).put(tensor.toFloats());
  }

  /** Lets a card see what was put into an array. */
  static void publish(INDArray array) {
    AffinityManager devices = Nd4j.getAffinityManager();
    devices.tagLocation(array, Location.HOST);
    devices.ensureLocation(array, Location.DEVICE);
  }

  /** A constant that an operation takes as an array. */
  INDArray constant(double value) {
    INDArray array = allocate(1);
    array.putScalar(0, value);
    return array;
  }

  /** A matrix of whole numbers that an operation takes as an array. */
  public INDArray integers(int[][] values) {
    long[] shape = {values.length, values[0].length};
    INDArray array = Nd4j.createUninitialized(DataType.INT64, shape, 'c');
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        array.putScalar(row, column, values[row][column]);
      }
    }
    return own(array);
  }

  private INDArray own(INDArray array) {
    arrays.add(array);
    return array;
  }

  /** Appends a native operation; the caller sets its arguments. */
  Call call(String operation, List<INDArray> inputs, INDArray... outputs) {
    Call call = new Call(operation, inputs, outputs);
    calls.add(call::run);
    return call;
  }

  /**
   * The array, or if it is a view a copy of it, made by the plan: oneDNN takes views for what they
   * are of.
   */
  INDArray whole(INDArray array) {
    if (isRowMajor(array)) {
      return array;
    }
    INDArray copy = allocate(array.shape());
    copy(array, copy);
    return copy;
  }

  /** Appends a copy between arrays of one shape, which may be views. */
  void copy(INDArray from, INDArray to) {
    call("assign", List.of(to, from), to);
  }

  /** Appends an operation of ND4J's older kind, its arrays bound already. */
  void call(Op operation) {
    calls.add(() -> Nd4j.getExecutioner().exec(operation));
  }

  /** Names the next results; they may be views, with their axes in any order. */
  Plan yields(INDArray... more) {
    results.addAll(Arrays.asList(more));
    return this;
  }

  @Override
  public void run() {
    for (Runnable call : calls) {
      call.run();
    }
  }

  @Override
  public List<float[]> outputs() {
    return results.stream().map(Plan::read).toList();
  }

  /** Copies an array of any layout into the heap, row-major. */
  public static float[] read(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      try (INDArray floats = array.castTo(DataType.FLOAT)) {
        return read(floats);
      }
    }
    if (isRowMajor(array)) {
      return copy(array);
    }
    try (INDArray rowMajor = array.dup('c')) {
      return copy(rowMajor);
    }
  }

  private static boolean isRowMajor(INDArray array) {
    return array.offset() == 0
        && Arrays.equals(array.stride(), Nd4j.getStrides(array.shape(), 'c'));
  }

  private static float[] copy(INDArray array) {
    Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
    float[] values = new float[Math.toIntExact(array.length())];
    ((FloatPointer) array.data().pointer()).get(values);
    return values;
  }

  @Override
  public void close() {
    calls.clear();
    results.clear();
    live.clear();
    free.clear();
    arrays.forEach(INDArray::close);
    arrays.clear();
  }
}

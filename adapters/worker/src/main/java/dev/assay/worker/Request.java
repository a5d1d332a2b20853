package dev.assay.worker;

import dev.assay.reference.op.Unchecked;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One problem for a worker to compute.
 *
 * @param problem its text goes over the wire; the worker makes the inputs from the problem's own
 *     seed
 * @param inputs other inputs than the problem's own, for laws that relate problems by their inputs
 * @param sample which elements of the results to send back
 * @param task what to do with the problem
 */
public record Request(Problem problem, Optional<List<Tensor>> inputs, Sample sample, Task task) {

  /** What a worker does with a problem. */
  public enum Task {
    /** Run it, a second time to see whether the bits are the same, and send the results. */
    COMPUTE((byte) 1),
    /** Only say which known divergences apply; nothing native is called. */
    CLASSIFY((byte) 2),
    /** Run it, though it is invalid, and say whether the backend refuses it. */
    PROBE((byte) 3),
    /** Run it a single time and send the results. */
    RUN_ONCE((byte) 4);

    private final byte code;

    Task(byte code) {
      this.code = code;
    }

    static Task of(byte code) throws GarbledException {
      for (Task task : values()) {
        if (task.code == code) {
          return task;
        }
      }
      throw new GarbledException("no task has the code " + code);
    }
  }

  /** Stands where the next request's task would. */
  private static final byte END = 0;

  /** A problem with its own inputs, checked whole or sampled as its size demands. */
  public static Request of(Problem problem) {
    return new Request(problem, Optional.empty(), Sample.of(problem), Task.COMPUTE);
  }

  /** A problem with its own inputs, checked whole however large. */
  public static Request whole(Problem problem) {
    return new Request(problem, Optional.empty(), Sample.WHOLE, Task.COMPUTE);
  }

  /** A problem with given inputs, checked whole. */
  public static Request of(Problem problem, List<Tensor> inputs) {
    return new Request(problem, Optional.of(inputs), Sample.WHOLE, Task.COMPUTE);
  }

  /** A problem with given inputs that is run a single time; its results are sent whole. */
  public static Request once(Problem problem, List<Tensor> inputs) {
    return new Request(problem, Optional.of(inputs), Sample.WHOLE, Task.RUN_ONCE);
  }

  /** Asks which known divergences apply to a problem, after it has crashed a worker. */
  public static Request classify(Problem problem) {
    return new Request(problem, Optional.empty(), Sample.WHOLE, Task.CLASSIFY);
  }

  /** An invalid problem: parameters that make no sense, or inputs that contradict them. */
  public static Request probe(Problem problem, List<Tensor> inputs) {
    return new Request(problem, Optional.of(inputs), Sample.WHOLE, Task.PROBE);
  }

  /** The inputs to compute with. */
  public List<Tensor> resolveInputs() {
    return inputs.orElseGet(problem::inputs);
  }

  /** The same for a backend to load. */
  List<Tensor> inputsToLoad() {
    return inputs.orElseGet(problem::inputsToLoad);
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(task.code);
    out.writeUTF(problem.toString());
    List<Tensor> explicit = inputs.orElse(List.of());
    out.writeShort(explicit.size());
    for (Tensor tensor : explicit) {
      out.writeUTF(tensor.shape().toString());
      Wire.writeFloats(out, tensor.toFloats());
    }
    out.writeShort(sample.positions().size());
    for (int[] positions : sample.positions()) {
      Wire.writeInts(out, positions);
    }
  }

  /** Tells the worker that there will be no more requests. */
  public static void writeEnd(DataOutput out) throws IOException {
    out.writeByte(END);
  }

  /** The next request; empty if there will be no more. */
  static Optional<Request> read(DataInput in) throws IOException {
    byte code = in.readByte();
    if (code == END) {
      return Optional.empty();
    }
    Task task = Task.of(code);
    String text = in.readUTF();
    Problem problem =
        task == Task.PROBE ? Unchecked.get(() -> Problem.parse(text)) : Problem.parse(text);
    List<Tensor> explicit = new ArrayList<>();
    for (int i = in.readShort(); i > 0; i--) {
      explicit.add(Tensor.ofFloats(Shape.parse(in.readUTF()), Wire.readFloats(in)));
    }
    List<int[]> positions = new ArrayList<>();
    for (int i = in.readShort(); i > 0; i--) {
      positions.add(Wire.readInts(in));
    }
    return Optional.of(
        new Request(
            problem,
            explicit.isEmpty() ? Optional.empty() : Optional.of(explicit),
            positions.isEmpty() ? Sample.WHOLE : new Sample(false, positions),
            task));
  }
}

package dev.assay.adapters.libtorch;

import java.io.ByteArrayOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.ArchiveWriter;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What an optimizer of one parameter remembers, as PyTorch saves it ({@code
 * torch/optim/serialize.h}): the bindings give no other way to it.
 */
final class Checkpoint {
  /** A checkpoint names parameters as it likes, and tells their order. */
  private static final String PARAMETER = "0";

  private final OutputArchive whole = new OutputArchive();
  private final OutputArchive options = part();
  private final OutputArchive state = part();

  private OutputArchive part() {
    return new OutputArchive(whole.compilation_unit());
  }

  /**
   * All options of the optimizer must be given: they take the place of those that it was made with.
   */
  Checkpoint option(String name, IValue value) {
    options.write(name, value);
    return this;
  }

  Checkpoint option(String name, double value) {
    return option(name, new IValue(value));
  }

  Checkpoint option(String name, boolean value) {
    return option(name, new IValue(value));
  }

  /** A number that it remembers. */
  Checkpoint remembered(String name, long value) {
    state.write(name, new IValue(value));
    return this;
  }

  /** Likewise a tensor, of which it gets a copy. */
  Checkpoint remembered(String name, Tensor value) {
    state.write(name, value, true);
    return this;
  }

  /** Has an optimizer go on from here. What this returns stays the state of that optimizer. */
  State restore(Optimizer optimizer) {
    whole.write("pytorch_version", new IValue("1.5.0"));
    whole.write("state", state());
    whole.write("param_groups", groups());
    InputArchive restored = reread();
    optimizer.load(restored);
    return new State(part(part(restored, "state"), PARAMETER));
  }

  private OutputArchive state() {
    OutputArchive states = part();
    states.write(PARAMETER, state);
    return states;
  }

  private OutputArchive groups() {
    OutputArchive group = part();
    group.write("params/size", torch.tensor(1L));
    group.write("params/0", new IValue(PARAMETER));
    group.write("options", options);
    OutputArchive groups = part();
    groups.write("param_groups/size", torch.tensor(1L));
    groups.write("param_groups/0", group);
    return groups;
  }

  private InputArchive reread() {
    Bytes bytes = new Bytes();
    whole.save_to(bytes);
    byte[] written = bytes.written.toByteArray();
    InputArchive archive = new InputArchive();
    archive.load_from(new BytePointer(written), written.length);
    return archive;
  }

  private static InputArchive part(InputArchive archive, String name) {
    InputArchive part = new InputArchive();
    archive.read(name, part);
    return part;
  }

  /** What an optimizer remembers. */
  record State(InputArchive archive) {

    /** The optimizer's own, which each of its steps changes. */
    Tensor tensor(String name) {
      Tensor tensor = new Tensor();
      archive.read(name, tensor, true);
      return tensor;
    }
  }

  private static final class Bytes extends ArchiveWriter {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public long call(Pointer data, long size) {
      byte[] bytes = new byte[Math.toIntExact(size)];
      new BytePointer(data).capacity(size).get(bytes);
      written.writeBytes(bytes);
      return size;
    }
  }
}

package dev.assay.adapters.libtorch;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.ArchiveWriter;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.InputArchive;
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

  /** An archive has no place for a tensor without elements. */
  private static final long FEWEST = 1;

  private final OutputArchive whole = new OutputArchive();
  private final OutputArchive options = part();
  private final OutputArchive state = part();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

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

  /**
   * Likewise a tensor. It is not copied: its memory is to be that of the optimizer's own, which
   * each of its steps changes.
   */
  Checkpoint remembered(String name, Tensor value) {
    state.write(name, value.new_empty(FEWEST), true);
    tensors.put(name, value);
    return this;
  }

  /**
   * What {@link org.bytedeco.pytorch.Optimizer#load} takes, as often as the optimizer is to go on
   * from here.
   */
  InputArchive reread() {
    whole.write("pytorch_version", new IValue("1.5.0"));
    whole.write("state", state());
    whole.write("param_groups", groups());
    Bytes bytes = new Bytes();
    whole.save_to(bytes);
    byte[] written = bytes.written.toByteArray();
    InputArchive archive = new InputArchive();
    archive.load_from(new BytePointer(written), written.length);
    share(part(part(archive, "state"), PARAMETER));
    return archive;
  }

  /** Whatever loads the archive gets these tensors themselves. */
  private void share(InputArchive remembered) {
    tensors.forEach(
        (name, value) -> {
          Tensor tensor = new Tensor();
          remembered.read(name, tensor, true);
          tensor.set_(value);
        });
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

  private static InputArchive part(InputArchive archive, String name) {
    InputArchive part = new InputArchive();
    archive.read(name, part);
    return part;
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

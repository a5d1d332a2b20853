package dev.assay.adapters.libtorch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The memory of one device: how Java's numbers get in and out. */
final class Memory {
  private final Device device;
  private final Layout layout;
  private final Optional<Card> card;

  Memory(Device device, Layout layout) {
    this.device = device;
    this.layout = layout;
    this.card = device.is_cuda() ? Card.of(device.index()) : Optional.empty();
  }

  /** Puts numbers on the device. */
  Tensor load(dev.assay.reference.tensor.Tensor numbers) {
    Tensor tensor = Tensor.create(numbers.toFloats(), numbers.shape().toLongArray());
    return layout.arrange(tensor.to(device, ScalarType.Float));
  }

  List<Tensor> load(List<dev.assay.reference.tensor.Tensor> numbers) {
    return numbers.stream().map(this::load).toList();
  }

  /** The elements row-major, whatever their layout and type: positions are whole numbers. */
  static float[] floats(Tensor tensor) {
    float[] elements = new float[Math.toIntExact(tensor.numel())];
    return Refusal.shortened(
        () -> {
          tensor.cpu().to(ScalarType.Float).contiguous().data_ptr_float().get(elements);
          return elements;
        });
  }

  static List<float[]> floats(Tensor... tensors) {
    return Arrays.stream(tensors).map(Memory::floats).toList();
  }

  /** Returns when the device has finished all that was asked of it. */
  void synchronize() {
    if (device.is_cuda()) {
      Refusal.shortened(
          () -> {
            torch.cuda_synchronize(device.index());
            return device;
          });
    }
  }

  /** The device, if it has a clock and a memory of its own that can be asked. */
  Optional<Card> card() {
    return card;
  }
}

package dev.assay.adapters.libtorch;

import dev.assay.spi.Execution;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** An execution on a device that may compute in its own time. */
abstract class DeviceExecution implements Execution {
  private final Memory memory;

  DeviceExecution(Memory memory) {
    this.memory = memory;
    memory.card().ifPresent(Card::forgetMostBytes);
  }

  /** Asks the device for all that a run computes. */
  abstract void start();

  @Override
  public final void run() {
    start();
    memory.synchronize();
  }

  @Override
  public final OptionalDouble deviceSeconds() {
    return memory.card().stream()
        .mapToDouble(card -> Refusal.shortened(() -> card.seconds(this::start)))
        .findFirst();
  }

  @Override
  public final OptionalLong deviceBytes() {
    return memory.card().stream().mapToLong(Card::mostBytes).findFirst();
  }
}

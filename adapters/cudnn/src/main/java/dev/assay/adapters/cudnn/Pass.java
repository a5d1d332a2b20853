package dev.assay.adapters.cudnn;

import java.util.List;

/**
 * The arrays that a layer works on.
 *
 * @param operands those of its operation, in order
 * @param result its output
 */
record Pass(List<DeviceArray> operands, DeviceArray result) {
  Pass {
    operands = List.copyOf(operands);
  }

  DeviceArray operand(int position) {
    return operands.get(position);
  }

  /** The data. */
  DeviceArray x() {
    return operands.get(0);
  }
}

package dev.assay.adapters.cudnn;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Where gradients go.
 *
 * @param places by operand; those not asked for have none
 */
record Gradients(Map<Integer, DeviceArray> places) {

  /** Computes the gradient of an operand, if it is asked for. */
  void of(int operand, Consumer<DeviceArray> computation) {
    DeviceArray place = places.get(operand);
    if (place != null) {
      computation.accept(place);
    }
  }

  boolean wanted(int operand) {
    return places.containsKey(operand);
  }

  /** Where a gradient goes that is computed in any case. */
  DeviceArray placeOr(int operand, Plan plan, int size) {
    DeviceArray place = places.get(operand);
    return place == null ? plan.allocate(size) : place;
  }
}

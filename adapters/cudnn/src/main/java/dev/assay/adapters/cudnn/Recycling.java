package dev.assay.adapters.cudnn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays that are used again as soon as the calls appended so far no longer need them. All calls
 * run in their order, so that what is appended later finds them free.
 */
final class Recycling {
  private final Plan plan;
  private final Map<Integer, Deque<DeviceArray>> free = new HashMap<>();
  private final Map<DeviceArray, Integer> users = new HashMap<>();

  Recycling(Plan plan) {
    this.plan = plan;
  }

  /** An array for one user. */
  DeviceArray take(int size) {
    Deque<DeviceArray> fitting = free.get(size);
    DeviceArray array = fitting == null || fitting.isEmpty() ? plan.allocate(size) : fitting.pop();
    users.put(array, 1);
    return array;
  }

  /** Lets another use an array, too. */
  void share(DeviceArray array) {
    users.merge(array, 1, Integer::sum);
  }

  /** Whether its only user may write to it. */
  boolean isShared(DeviceArray array) {
    return users.getOrDefault(array, 0) > 1;
  }

  /** One user is through with an array. */
  void release(DeviceArray array) {
    int left = users.merge(array, -1, Integer::sum);
    if (left == 0) {
      users.remove(array);
      free.computeIfAbsent(array.size(), size -> new ArrayDeque<>()).push(array);
    }
  }
}

package dev.assay.adapters.cudnn;

/**
 * An array that a plan changes, and what it held before.
 *
 * @param start left as it is
 * @param now what is changed
 */
record Changing(DeviceArray start, DeviceArray now) {

  static Changing of(Plan plan, float[] values) {
    return new Changing(plan.load(values), plan.load(values));
  }
}

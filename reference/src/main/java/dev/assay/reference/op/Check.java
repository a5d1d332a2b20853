package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Parameter checks whose messages name the parameter and its value; see {@link Unchecked}. */
final class Check {
  private Check() {}

  static void atLeast(int least, String name, int value) {
    require(value >= least, "%s=%s must be at least %s", name, value, least);
  }

  static void atLeast(int least, String name, Extent value) {
    require(
        value.h() >= least && value.w() >= least, "%s=%s must be at least %s", name, value, least);
  }

  static void notNegative(String name, Padding pad) {
    require(
        Math.min(Math.min(pad.top(), pad.bottom()), Math.min(pad.left(), pad.right())) >= 0,
        "%s=%s must not be negative",
        name,
        pad);
  }

  static void positive(String name, double value) {
    require(
        value >= Float.MIN_NORMAL && Float.isFinite((float) value),
        "%s=%s must be a positive, normal float32",
        name,
        value);
  }

  static void notNegative(String name, double value) {
    require(
        value >= 0 && Float.isFinite((float) value),
        "%s=%s must be a finite float32, not negative",
        name,
        value);
  }

  /** Refuses a shape without an axis 1. */
  static void channels(Shape shape) {
    require(shape.rank() >= 2, "shape=%s has no axis 1 for its channels", shape);
  }

  static void notNegative(String name, Sides pad) {
    require(Math.min(pad.before(), pad.after()) >= 0, "%s=%s must not be negative", name, pad);
  }

  static void atLeast(int least, String name, Extent3d extent) {
    require(
        Math.min(extent.d(), Math.min(extent.h(), extent.w())) >= least,
        "%s=%s must be at least %s along every axis",
        name,
        extent,
        least);
  }

  static void notNegative(String name, Padding3d pad) {
    notNegative(name, pad.d());
    notNegative(name, pad.h());
    notNegative(name, pad.w());
  }

  static void finite(String name, double value) {
    require(Float.isFinite((float) value), "%s=%s must be a finite float32", name, value);
  }

  /** Refuses a tensor that no Java array can hold. */
  static void elements(String name, int... dimensions) {
    double elements = 1; // exact as long as it fits
    for (int dimension : dimensions) {
      elements *= dimension;
    }
    if (Math.abs(elements) > Integer.MAX_VALUE) {
      String shape =
          Arrays.stream(dimensions).mapToObj(String::valueOf).collect(Collectors.joining("x"));
      require(false, "%s=%s has more than 2^31-1 elements", name, shape);
    }
  }

  static void require(boolean holds, String message, Object... arguments) {
    if (!holds && !Unchecked.isActive()) {
      throw new InvalidOperationException(String.format(message, arguments));
    }
  }
}

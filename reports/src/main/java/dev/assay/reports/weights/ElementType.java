package dev.assay.reports.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of floating-point elements that a file of weights may have. */
enum ElementType {
  F32(Float.BYTES) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  F64(Double.BYTES) {
    @Override
    float next(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  /** The upper half of a float32. */
  BF16(Short.BYTES) {
    @Override
    float next(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  /** IEEE 754 binary16: a sign, five bits of exponent with bias 15, ten of mantissa. */
  F16(Short.BYTES) {
    @Override
    float next(ByteBuffer bytes) {
      int bits = bytes.getShort();
      int exponent = bits >> 10 & 0x1f;
      int mantissa = bits & 0x3ff;
      float size;
      if (exponent == 0x1f) {
        size = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
      } else if (exponent == 0) {
        size = Math.scalb((float) mantissa, -24);
      } else {
        size = Math.scalb((float) (0x400 | mantissa), exponent - 25);
      }
      return bits < 0 ? -size : size;
    }
  };

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Of one element. */
  int bytes() {
    return bytes;
  }

  /** The next element. */
  abstract float next(ByteBuffer bytes);

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** All of them, for messages. */
  static String known() {
    return Arrays.stream(values()).map(ElementType::name).collect(Collectors.joining(", "));
  }
}

package dev.assay.reference.oracle;

import java.util.Random;

/** Functions that are off by up to 4 ulp, as those of vector math libraries may be. */
class FloatMath {
  private final Random random = new Random(99);

  /** Takes e^x as a power of two, so that a rounded product is the exponent. */
  static final class PowersOfTwo extends FloatMath {
    private static final float LOG2_E = (float) (1 / Math.log(2));

    @Override
    float exp(float x) {
      return inaccurate(Math.pow(2, x * LOG2_E));
    }
  }

  float inaccurate(double exact) {
    return (float) exact * (1 + (random.nextInt(13) - 6) * 0x1p-24f);
  }

  float exp(float x) {
    return inaccurate(Math.exp(x));
  }

  float log(float x) {
    return inaccurate(Math.log(x));
  }
}

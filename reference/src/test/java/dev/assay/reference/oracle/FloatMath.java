package dev.assay.reference.oracle;

import java.util.Random;

/** Functions that are off by up to 4 ulp, as those of vector math libraries may be. */
final class FloatMath {
  private final Random random = new Random(99);

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
